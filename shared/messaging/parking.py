"""Messages put aside: malformed, unknown, or refused by the rules. Kept whole, counted, retried by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.events.envelope import wrap
from shared.events.parked import MessageParked
from shared.messaging.outbox import add_to_outbox
from shared.messaging.received import RawMessage
from shared.messaging.streams import Consumer


def parked_table(metadata: MetaData) -> Table:
    """The table `parked_messages`; each service's own migration creates it."""
    return Table(
        "parked_messages",
        metadata,
        Column("id", BigInteger, Identity(), primary_key=True),
        Column("consumer", Text, nullable=False),
        Column("message_id", Text, nullable=False),
        Column("message_type", Text),
        Column("subject", Text, nullable=False),
        Column("stream", Text, nullable=False),
        Column("stream_sequence", BigInteger, nullable=False),
        Column("deliveries", Integer, nullable=False),
        Column("reason", Text, nullable=False),
        Column("headers", JSONB, nullable=False),
        Column("payload", LargeBinary, nullable=False),
        Column("parked_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        UniqueConstraint("consumer", "message_id"),
    )


@dataclass(frozen=True, slots=True)
class Unhandled:
    """A message and why it could not be handled."""

    message: RawMessage
    reason: str


PARKED = parked_table(MetaData())


async def park(
    connection: AsyncConnection, consumer: Consumer, unhandled: Sequence[Unhandled]
) -> None:
    """Keep the messages and tell of them, in the caller's transaction; nothing for an empty list."""
    if not unhandled:
        return
    now = datetime.now(UTC)
    await connection.execute(PARKED.insert(), [_row(consumer, each) for each in unhandled])
    events = [_event(consumer, each, now) for each in unhandled]
    await add_to_outbox(
        connection, [wrap(event, source=consumer.service, time=now) for event in events]
    )


def _row(consumer: Consumer, unhandled: Unhandled) -> dict[str, object]:
    message = unhandled.message
    return {
        "consumer": consumer.name,
        "message_id": message.id,
        "message_type": message.type,
        "subject": message.subject,
        "stream": message.stream,
        "stream_sequence": message.stream_sequence,
        "deliveries": message.deliveries,
        "reason": unhandled.reason,
        "headers": message.headers,
        "payload": message.data,
    }


def _event(consumer: Consumer, unhandled: Unhandled, now: datetime) -> MessageParked:
    return MessageParked(
        service=consumer.service,
        consumer=consumer.name,
        message_id=unhandled.message.id[:200],
        message_type=unhandled.message.type[:200] if unhandled.message.type else None,
        stream=unhandled.message.stream,
        stream_sequence=unhandled.message.stream_sequence,
        reason=unhandled.reason[:1000],
        parked_at=now,
    )
