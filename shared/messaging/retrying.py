"""Handling again what was put aside, once the cause is gone: a release knows the event, a rule was mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.elements import ColumnElement

from shared.database import transaction
from shared.events.envelope import wrap
from shared.events.parked import MessageRetried
from shared.logs import get_logger
from shared.messaging.consuming import EventHandler
from shared.messaging.outbox import add_to_outbox
from shared.messaging.parking import PARKED
from shared.messaging.received import RawMessage, read

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Aside:
    """A message that was put aside."""

    consumer: str
    message: RawMessage
    reason: str
    parked_at: datetime


class Retrying:
    """Knows what a service put aside, and hands it to the handlers of the consumers that had done so."""

    def __init__(
        self, engine: AsyncEngine, service: str, handlers: Mapping[str, EventHandler]
    ) -> None:
        self._engine, self._service, self._handlers = engine, service, handlers

    async def put_aside(self, ids: Sequence[str] = ()) -> list[Aside]:
        """What was put aside, oldest first; that of the given ids only, where any are given."""
        query = select(PARKED).order_by(PARKED.c.id)
        if ids:
            query = query.where(PARKED.c.message_id.in_(ids))
        async with self._engine.connect() as connection:
            return [_aside(row) for row in (await connection.execute(query)).mappings()]

    async def __call__(self, aside: Aside) -> str:
        """Handle one message once more. Returns why it stays where it is; empty when it was handled.

        Repeatable: a message that somebody else has handled meanwhile is not handled again.
        """
        try:
            async with transaction(self._engine) as connection:
                await self._handle(connection, aside)
        except Exception as error:  # whatever a handler raises, the message stays and says so
            reason = str(error) or type(error).__name__
            log.warning("retry_failed", message_id=aside.message.id, exc_info=error)
            await self._note(aside, reason)
            return reason
        return ""

    async def _handle(self, connection: AsyncConnection, aside: Aside) -> None:
        taken = await connection.execute(delete(PARKED).where(_is(aside)))
        if not taken.rowcount:
            return
        received = read(aside.message)
        await self._handlers[aside.consumer](connection, [received])
        now = datetime.now(UTC)
        event = MessageRetried(
            service=self._service,
            consumer=aside.consumer,
            message_id=aside.message.id[:200],
            retried_at=now,
        )
        await add_to_outbox(connection, [wrap(event, source=self._service, time=now)])

    async def _note(self, aside: Aside, reason: str) -> None:
        async with transaction(self._engine) as connection:
            await connection.execute(update(PARKED).where(_is(aside)).values(reason=reason))


def _is(aside: Aside) -> ColumnElement[bool]:
    return and_(PARKED.c.consumer == aside.consumer, PARKED.c.message_id == aside.message.id)


def _aside(row: Mapping[Any, Any]) -> Aside:
    message = RawMessage(
        id=row["message_id"],
        type=row["message_type"],
        subject=row["subject"],
        stream=row["stream"],
        stream_sequence=row["stream_sequence"],
        deliveries=row["deliveries"],
        headers=row["headers"],
        data=row["payload"],
    )
    return Aside(row["consumer"], message, row["reason"], row["parked_at"])
