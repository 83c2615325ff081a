"""Listens to the streams as user `provision` and tells what happens while `up` runs."""

import asyncio
import time

import nats
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.client import JetStreamContext as Context

from local.state import State
from local.storytelling import tell_many
from local.words import Say
from shared.provision import PROVISION

STREAMS = ("INTAKE", "LEDGER", "NOTIFIER", "PARKED")
EVERY_SECONDS = 0.5

Heard = list[tuple[str, bytes]]


async def follow(state: State, say: Say) -> None:
    """Runs until cancelled. What is missed while the server is away is told when it is back."""
    client = await nats.connect(
        state.nats_url,
        nkeys_seed_str=state.seed(PROVISION).strip(),
        inbox_prefix=f"_INBOX_{PROVISION}",
        name="jiangxin up",
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.5,
        error_cb=_quiet,
    )
    heard: Heard = []
    try:
        js = client.jetstream(timeout=5)
        listening = [asyncio.create_task(_listen(js, stream, heard)) for stream in STREAMS]
        await asyncio.gather(_speak(heard, say), *listening)
    finally:
        await client.close()


async def _listen(js: JetStreamContext, stream: str, heard: Heard) -> None:
    """Reads through a consumer without a name; the server forgets it when nobody asks any more."""
    following = (await _info(js, stream)) + 1
    while True:
        config = ConsumerConfig(
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=following,
            ack_policy=AckPolicy.NONE,
            inactive_threshold=60,
        )
        try:
            source = await js.pull_subscribe(">", stream=stream, config=config)
            while True:
                following = await _take(source, heard, following)
        except (NatsError, OSError):
            await asyncio.sleep(1)


async def _take(source: Context.PullSubscription, heard: Heard, following: int) -> int:
    try:
        messages = await source.fetch(256, timeout=5)
    except TimeoutError:
        return following
    for message in messages:
        heard.append((message.subject, message.data))
        following = message.metadata.sequence.stream + 1
    return following


async def _info(js: JetStreamContext, stream: str) -> int:
    while True:
        try:
            return (await js.stream_info(stream)).state.last_seq
        except NatsError:
            await asyncio.sleep(1)


async def _speak(heard: Heard, say: Say) -> None:
    """Often enough to be alive, seldom enough to count instead of flooding."""
    while True:
        began = time.monotonic()
        events, heard[:] = heard[:], []
        for line in tell_many(events):
            say(line)
        await asyncio.sleep(max(0.05, EVERY_SECONDS - (time.monotonic() - began)))


async def _quiet(_error: Exception) -> None:
    """The supervisor says when the server is away; nats-py would print a traceback."""
