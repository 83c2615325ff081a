"""What metrics listens to: every stream, from its first event."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.handlers.ports import Facts
from services.metrics.handlers.record_acts import record_acts
from services.metrics.handlers.record_cases import record_cases
from services.metrics.handlers.record_directory import record_directory
from services.metrics.handlers.record_improvements import record_improvements
from services.metrics.handlers.record_notices import record_notices
from services.metrics.handlers.record_parked import record_parked
from shared.messaging.bus import Subscription
from shared.messaging.received import Received
from shared.messaging.streams import (
    RECORD_INTAKE,
    RECORD_LEDGER,
    RECORD_NOTIFIER,
    RECORD_PARKED,
)

BATCH = 500
"""Events in one transaction at most; larger ones save little and cost more when they fail."""

REST_SECONDS = 0.5
"""Figures are counted five times a second, however many events there are."""


def subscriptions(facts: Facts) -> list[Subscription]:
    """One for each stream. Facts join in any order, so two batches of a stream may be in flight."""

    async def complaints(connection: AsyncConnection, events: Sequence[Received]) -> None:
        await record_cases(facts, connection, events)

    async def tasks(connection: AsyncConnection, events: Sequence[Received]) -> None:
        await record_cases(facts, connection, events)
        await record_acts(facts, connection, events)
        await record_improvements(facts, connection, events)
        await record_directory(facts, connection, events)

    async def notices(connection: AsyncConnection, events: Sequence[Received]) -> None:
        await record_notices(facts, connection, events)

    async def parked(connection: AsyncConnection, events: Sequence[Received]) -> None:
        await record_parked(facts, connection, events)

    return [
        Subscription(RECORD_INTAKE, complaints, batch=BATCH, rest=REST_SECONDS),
        Subscription(RECORD_LEDGER, tasks, batch=BATCH, in_flight=2, rest=REST_SECONDS),
        Subscription(RECORD_NOTIFIER, notices, batch=BATCH, rest=REST_SECONDS),
        Subscription(RECORD_PARKED, parked, batch=BATCH, rest=REST_SECONDS),
    ]
