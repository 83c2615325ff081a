"""Records which messages were put aside, by whom and why."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.rows import Parked
from services.metrics.handlers.ports import Facts
from shared.events.parked import MessageParked
from shared.messaging.received import Received


async def record_parked(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """Each message put aside is one row for each consumer that did it.

    Repeatable: a message put aside again, after a rebuild say, keeps its first time.
    """
    messages = [each.event for each in events if isinstance(each.event, MessageParked)]
    await facts.add_parked(connection, [_parked(event) for event in messages])


def _parked(event: MessageParked) -> Parked:
    return Parked(
        event.service,
        event.consumer,
        event.message_id,
        event.message_type,
        event.stream,
        event.stream_sequence,
        event.reason,
        event.parked_at,
    )
