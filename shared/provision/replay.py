"""Letting a durable consumer read again from an earlier moment; its place is kept by the server."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nats.js import JetStreamContext

from shared.messaging.streams import Consumer


class NothingToReplayError(LookupError):
    """No message of the stream is as young as asked for."""


async def replay(js: JetStreamContext, consumer: Consumer, since: datetime) -> int:
    """Puts the consumer back to the first message at or after `since`; a moment with its zone.

    Repeatable: sets the place, whatever it was.

    Returns:
        How many messages wait for it now.

    Raises:
        NothingToReplayError: there is no such message.
    """
    first = await _first_since(js, consumer.stream, since)
    subject = f"$JS.API.CONSUMER.RESET.{consumer.stream}.{consumer.name}"
    await _ask(js, subject, {"seq": first})
    return int((await js.consumer_info(consumer.stream, consumer.name)).num_pending or 0)


async def _first_since(js: JetStreamContext, stream: str, since: datetime) -> int:
    question = {"next_by_subj": ">", "start_time": since.isoformat()}
    try:
        answer = await _ask(js, f"$JS.API.STREAM.MSG.GET.{stream}", question)
    except LookupError as error:
        raise NothingToReplayError(f"{stream} has nothing since {since.isoformat()}") from error
    return int(answer["message"]["seq"])


async def _ask(js: JetStreamContext, subject: str, question: Mapping[str, object]) -> Any:
    """Parts of the API that the client has no method for. Raises LookupError for a refusal."""
    answer = await js._nc.request(subject, json.dumps(question).encode(), timeout=10)
    found = json.loads(answer.data)
    if "error" in found:
        raise LookupError(json.dumps(found["error"]))
    return found
