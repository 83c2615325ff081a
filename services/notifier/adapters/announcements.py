"""Tells the other services what became of notices, in the transaction that settles them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifier.domain.notice import State
from shared.events.envelope import Envelope, wrap
from shared.events.notifier import NoticeDelivered, NoticeFailed
from shared.messaging.outbox import add_to_outbox

SOURCE = "notifier"


async def announce(connection: AsyncConnection, rows: Sequence[Any]) -> None:
    """Publish those that are delivered or failed; the others will come back."""
    now = datetime.now(UTC)
    settled = [row for row in rows if row["state"] in (State.DELIVERED, State.FAILED)]
    await add_to_outbox(connection, [_envelope(row, now) for row in settled])


def _envelope(row: Any, now: datetime) -> Envelope:
    said = {
        "notice_id": str(row["id"]),
        "task_number": row["task_number"],
        "unit_code": row["unit_code"],
        "recipient_id": row["recipient_id"],
        "reason": row["reason"],
        "transport": row["transport"],
        "attempts": row["attempts"],
    }
    event = (
        NoticeDelivered(**said, delivered_at=now)
        if row["state"] == State.DELIVERED
        else NoticeFailed(**said, failed_at=now, error=row["last_words"] or "")
    )
    return wrap(
        event,
        source=SOURCE,
        time=now,
        version=row["version"],
        correlation_id=row["correlation_id"],
        causation_id=row["causation_id"],
    )
