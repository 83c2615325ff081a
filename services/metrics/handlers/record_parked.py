"""Records which messages were put aside, by whom and why, and which were handled after all."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.rows import Parked, Retried
from services.metrics.handlers.ports import Facts
from shared.events.parked import MessageParked, MessageRetried
from shared.messaging.received import Received


async def record_parked(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """Each message put aside is one row for each consumer that did it, until it is handled.

    Repeatable: a message put aside again, after a rebuild say, keeps its first time.
    """
    messages = [each.event for each in events if isinstance(each.event, MessageParked)]
    await facts.add_parked(connection, [_parked(event) for event in messages])
    handled = [each.event for each in events if isinstance(each.event, MessageRetried)]
    await facts.add_retried(connection, [_retried(event) for event in handled])


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


def _retried(event: MessageRetried) -> Retried:
    return Retried(event.service, event.consumer, event.message_id, event.retried_at)
