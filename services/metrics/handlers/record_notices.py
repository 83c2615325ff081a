"""Records what became of notices."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.rows import Notice
from services.metrics.handlers.ports import Facts
from shared.events.notifier import NoticeDelivered, NoticeFailed
from shared.messaging.received import Received


async def record_notices(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """Each notice is one row with its last outcome.

    Repeatable: a second delivery, and any order, leave the same row.
    """
    notices = []
    for received in events:
        match received.event:
            case NoticeDelivered(delivered_at=at) as event:
                rank = 2 * received.version + 1
                notices.append(Notice(event.notice_id, rank, "delivered", at, *_rest(event)))
            case NoticeFailed(failed_at=at) as event:
                rank = 2 * received.version
                notices.append(Notice(event.notice_id, rank, "failed", at, *_rest(event)))
    await facts.add_notices(connection, notices)


def _rest(event: NoticeDelivered | NoticeFailed) -> tuple[str | None, str | None, str, str, int]:
    return event.unit_code, event.task_number, event.reason, event.transport, event.attempts
