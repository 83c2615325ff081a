"""Publishes events as their services do, and waits until metrics has caught up."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence

from nats.js import JetStreamContext

from shared.events.envelope import headers_of
from shared.messaging.streams import stream_of
from tests.metrics.events import MONDAY, Versioned


async def publish(
    js: JetStreamContext, events: Sequence[Versioned], *, again: bool = False
) -> None:
    """Into the publishers' streams. `again`: past the server's own deduplication."""
    await asyncio.gather(*(_publish(js, event, again) for event in events))


async def _publish(js: JetStreamContext, versioned: Versioned, again: bool) -> None:
    event, version = versioned
    publisher = event.TYPE.partition(".")[0]
    identity = uuid.uuid5(uuid.NAMESPACE_OID, f"{event.TYPE} {event.aggregate_id()} {version}")
    headers = headers_of(
        {
            "event_id": str(identity),
            "source": publisher,
            "event_type": event.TYPE,
            "time": MONDAY.isoformat(),
            "aggregate_id": event.aggregate_id(),
            "aggregate_version": version,
            "correlation_id": str(identity),
        }
    )
    if again:
        headers["Nats-Msg-Id"] = str(uuid.uuid4())
    body = event.model_dump_json().encode()
    await js.publish(
        event.subject(), body, stream=stream_of(publisher), headers=headers, timeout=10
    )


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 30) -> None:
    """Returns when it holds; fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)
