"""Handling a batch of messages: one transaction for inbox, state and outbox; acknowledged after it.

A message costs only itself: when a batch fails it is halved until the culprit stands alone, which is
then parked (refused by a rule, or failed `PARK_AFTER` times) or redelivered later. While the database
is away nothing is parked; everything comes back when it does.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from nats.aio.msg import Msg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.database import transaction
from shared.logs import get_logger
from shared.messaging.inbox import first_time
from shared.messaging.meters import HANDLED, PARKED_TOTAL, RETRIED
from shared.messaging.parking import Unhandled, park
from shared.messaging.received import RawMessage, Received, Unreadable, raw_message, read
from shared.messaging.streams import Consumer
from shared.telemetry import TRACER, links_to

log = get_logger(__name__)

PARK_AFTER = 5
"""Deliveries of a message that fails for a reason nobody foresaw."""
RETRY_SECONDS = 2.0
"""Pause before a redelivery, times the number of deliveries so far, at most a minute."""

EventHandler = Callable[[AsyncConnection, Sequence[Received]], Awaitable[None]]
"""Changes state for events seen for the first time, in stream order, in the given transaction."""

T = TypeVar("T")


class Refused(Exception):
    """A handler's answer to an event that no repetition will make acceptable: it is parked."""


class BatchProcessor:
    """Turns raw messages into calls of a handler, each event's effect exactly once."""

    def __init__(
        self,
        engine: AsyncEngine,
        consumer: Consumer,
        handler: EventHandler,
        *,
        on_commit: Callable[[], None],
    ) -> None:
        self._engine, self._consumer, self._handler = engine, consumer, handler
        self._on_commit = on_commit

    async def __call__(self, messages: list[Msg]) -> None:
        """Handle and acknowledge. Repeatable: events handled before change nothing. Never raises."""
        pairs = [(message, raw_message(message)) for message in messages]
        links = [link for _, raw in pairs[:20] for link in links_to(raw.headers)]
        with TRACER.start_as_current_span(self._consumer.name, links=links):
            await self._handle(pairs)

    async def _handle(self, pairs: list[tuple[Msg, RawMessage]]) -> None:
        try:
            await self._commit([raw for _, raw in pairs])
        except Exception as error:  # whatever a handler raises is dealt with, one message at a time
            if _database_is_away(error):
                await self._later(pairs, error)
            elif len(pairs) > 1:
                middle = len(pairs) // 2
                await self._handle(pairs[:middle])
                await self._handle(pairs[middle:])
            else:
                await self._alone(pairs[0], error)
        else:
            await self._acknowledge([message for message, _ in pairs])

    async def _commit(self, raws: list[RawMessage]) -> None:
        readable, unreadable = _sort_out(raws)
        async with transaction(self._engine) as connection:
            ids = [each.id for each in readable] + [each.message.id for each in unreadable]
            fresh = await first_time(connection, self._consumer.name, ids)
            await park(
                connection, self._consumer, _once(unreadable, fresh, lambda each: each.message.id)
            )
            if events := _once(readable, fresh, lambda each: each.id):
                await self._handler(connection, events)
        self._on_commit()
        HANDLED.labels(self._consumer.name).inc(len(fresh))
        if unreadable:
            PARKED_TOTAL.labels(self._consumer.name).inc(len(unreadable))

    async def _alone(self, pair: tuple[Msg, RawMessage], error: Exception) -> None:
        message, raw = pair
        if not isinstance(error, Refused) and raw.deliveries < PARK_AFTER:
            log.warning("message_failed", message_id=raw.id, exc_info=error)
            await self._later([pair], error)
            return
        reason = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
        log.error("message_parked", consumer=self._consumer.name, message_id=raw.id)
        try:
            await self._put_aside(Unhandled(raw, reason))
        except Exception as another:
            await self._later([pair], another)
        else:
            await self._acknowledge([message])

    async def _put_aside(self, unhandled: Unhandled) -> None:
        async with transaction(self._engine) as connection:
            if await first_time(connection, self._consumer.name, [unhandled.message.id]):
                await park(connection, self._consumer, [unhandled])
        self._on_commit()
        PARKED_TOTAL.labels(self._consumer.name).inc()

    async def _later(self, pairs: list[tuple[Msg, RawMessage]], error: Exception) -> None:
        log.warning(
            "batch_postponed",
            consumer=self._consumer.name,
            messages=len(pairs),
            error=type(error).__name__,
        )
        RETRIED.labels(self._consumer.name).inc(len(pairs))
        for message, raw in pairs:
            await message.nak(delay=min(RETRY_SECONDS * raw.deliveries, 60))
        await asyncio.sleep(RETRY_SECONDS / 4)  # do not race through the backlog while it fails

    async def _acknowledge(self, messages: Sequence[Msg]) -> None:
        for message in messages:
            await message.ack()  # lost acknowledgements are harmless: the inbox knows


def _database_is_away(error: Exception) -> bool:
    """Whether waiting may cure it; the messages are not to blame."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, (OSError, PoolTimeoutError, InterfaceError, OperationalError))


def _sort_out(raws: Sequence[RawMessage]) -> tuple[list[Received], list[Unhandled]]:
    readable: list[Received] = []
    unreadable: list[Unhandled] = []
    for raw in raws:
        try:
            readable.append(read(raw))
        except Unreadable as error:
            unreadable.append(Unhandled(raw, str(error)))
    return readable, unreadable


def _once(items: Sequence[T], fresh: set[str], key: Callable[[T], str]) -> list[T]:
    """Those whose key is fresh, the first of each key, in order."""
    seen: set[str] = set()
    kept = []
    for item in items:
        identifier = key(item)
        if identifier in fresh and identifier not in seen:
            seen.add(identifier)
            kept.append(item)
    return kept
