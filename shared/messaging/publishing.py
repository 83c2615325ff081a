"""Publishing outbox rows with the server's acknowledgement: many as one atomic batch, or one by one."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

from nats.aio.client import Client
from nats.errors import MaxPayloadError, NoRespondersError

from shared.events.envelope import headers_of
from shared.identifiers import new_id
from shared.messaging.meters import RELAY_BATCH

OutboxRow = Mapping[str, Any]
Landed = tuple[OutboxRow, int]
"""A row and its sequence in the stream."""
Refusal = tuple[OutboxRow, str]
"""A row and why the stream did not take it."""

ACK_SECONDS = 5.0
SINGLY = 16
"""Up to so many rows travel one by one, their acknowledgements awaited together: an atomic batch costs
the server a folder of its own and four flushes whatever is in it, a single message one flush."""


async def publish(
    nats: Client, stream: str, rows: Sequence[OutboxRow]
) -> tuple[list[Landed], list[Refusal]]:
    """Publish rows of one stream in order. Returns those that landed and those that were refused.

    Few rows go singly, more as an atomic batch. That is refused as a whole (for one duplicate, for
    one row too large); then each row goes by itself, and the server recognises by `Nats-Msg-Id` what
    it has. Raises when NATS is away.
    """
    RELAY_BATCH.observe(len(rows))
    if len(rows) > SINGLY:
        last = await _publish_batch(nats, stream, rows)
        if last is not None:
            first = last - len(rows) + 1
            return [(row, first + position) for position, row in enumerate(rows)], []
    return await _publish_singly(nats, stream, rows)


async def _publish_batch(nats: Client, stream: str, rows: Sequence[OutboxRow]) -> int | None:
    """One atomic batch (ADR-50). Returns the last row's sequence, None when it was refused."""
    batch_id = new_id().hex
    try:
        for position, row in enumerate(rows[:-1], 1):
            headers = _batch_headers(row, stream, batch_id, position)
            await nats.publish(row["subject"], row["payload"], headers=headers)
        headers = _batch_headers(rows[-1], stream, batch_id, len(rows))
        headers["Nats-Batch-Commit"] = "1"
        reply = await nats.request(
            rows[-1]["subject"], rows[-1]["payload"], timeout=ACK_SECONDS, headers=headers
        )
    except MaxPayloadError:
        return None
    answer = json.loads(reply.data)
    return None if "error" in answer else int(answer["seq"])


def _batch_headers(row: OutboxRow, stream: str, batch_id: str, position: int) -> dict[str, str]:
    return _headers(row, stream) | {
        "Nats-Batch-Id": batch_id,
        "Nats-Batch-Sequence": str(position),
    }


async def _publish_singly(
    nats: Client, stream: str, rows: Sequence[OutboxRow]
) -> tuple[list[Landed], list[Refusal]]:
    answers = await asyncio.gather(*(_publish_one(nats, stream, row) for row in rows))
    landed = [
        (row, answer) for row, answer in zip(rows, answers, strict=True) if isinstance(answer, int)
    ]
    refused = [
        (row, answer) for row, answer in zip(rows, answers, strict=True) if isinstance(answer, str)
    ]
    return landed, refused


async def _publish_one(nats: Client, stream: str, row: OutboxRow) -> int | str:
    """The row's sequence, or the reason of a refusal. Raises when NATS is away."""
    try:
        reply = await nats.request(
            row["subject"], row["payload"], timeout=ACK_SECONDS, headers=_headers(row, stream)
        )
    except MaxPayloadError:
        return f"too large: {len(row['payload'])} bytes"
    except NoRespondersError:
        return f"no stream takes {row['subject']}"
    answer = json.loads(reply.data)
    if "error" in answer:
        return str(answer["error"].get("description", answer["error"]))
    return int(answer["seq"])


def _headers(row: OutboxRow, stream: str) -> dict[str, str]:
    return headers_of({**row, "time": row["time"].isoformat()}) | {"Nats-Expected-Stream": stream}
