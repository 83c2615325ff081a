"""The way out: event rows written in the transaction that changes the state.

A relay (`relay.py`) publishes them afterwards. Published rows stay: they are what is replayed should a
stream ever come back shorter than it was.
"""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database import execute
from shared.events.envelope import Envelope


def outbox_table(metadata: MetaData) -> Table:
    """The table `outbox`; each service's own migration creates it."""
    return Table(
        "outbox",
        metadata,
        Column("id", BigInteger, Identity(), primary_key=True),
        Column("event_id", Uuid, nullable=False, unique=True),
        Column("event_type", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("aggregate_id", Text, nullable=False),
        Column("aggregate_version", Integer, nullable=False),
        Column("time", DateTime(timezone=True), nullable=False),
        Column("correlation_id", Text, nullable=False),
        Column("causation_id", Text, nullable=False, server_default=""),
        Column("traceparent", Text, nullable=False, server_default=""),
        Column("payload", LargeBinary, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("published_at", DateTime(timezone=True)),
        Column("stream_sequence", BigInteger),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("last_error", Text),
        Index("outbox_waiting", "id", postgresql_where=text("published_at IS NULL")),
        Index("outbox_sequence", "stream_sequence"),
    )


COLUMNS = (
    "event_id, event_type, subject, source, aggregate_id, aggregate_version, time, "
    "correlation_id, causation_id, traceparent, payload"
)
TYPES = (
    "uuid",
    "text",
    "text",
    "text",
    "text",
    "int",
    "timestamptz",
    "text",
    "text",
    "text",
    "bytea",
)

_INSERT = f"INSERT INTO outbox ({COLUMNS}) SELECT * FROM unnest(" + (
    ", ".join(f"${position}::{name}[]" for position, name in enumerate(TYPES, 1)) + ")"
)


def outbox_columns(envelopes: Sequence[Envelope]) -> list[list[object]]:
    """The envelopes as columns in the order of `COLUMNS`, for a statement that does more at once."""
    rows = [
        (
            envelope.id,
            envelope.event.TYPE,
            envelope.event.subject(),
            envelope.source,
            envelope.event.aggregate_id(),
            envelope.version,
            envelope.time,
            envelope.correlation_id,
            envelope.causation_id,
            envelope.traceparent,
            envelope.event.__pydantic_serializer__.to_json(envelope.event),
        )
        for envelope in envelopes
    ]
    return [list(column) for column in zip(*rows, strict=True)]


async def add_to_outbox(connection: AsyncConnection, envelopes: Sequence[Envelope]) -> None:
    """Write the events in the caller's transaction, in the order given; nothing for an empty list."""
    if envelopes:
        await execute(connection, _INSERT, *outbox_columns(envelopes))
