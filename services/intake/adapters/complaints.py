"""Complaints into PostgreSQL: one statement and one commit for as many as are waiting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.intake.adapters.unavailable import admitting_absence
from services.intake.handlers.ports import Kept, Record
from shared.database import autocommit, execute
from shared.events.envelope import UNASSIGNED
from shared.events.intake import ComplaintReceived

_COMPLAINT = {
    "number": "text",
    "received_at": "timestamptz",
    "occurred_at": "timestamptz",
    "channel": "text",
    "channel_reference": "text",
    "nature": "text",
    "title": "text",
    "content": "text",
    "category_code": "text",
    "service_item_code": "text",
    "district_code": "text",
    "urgency": "text",
    "confidential": "bool",
    "real_name": "bool",
    "wants_reply": "bool",
    "language": "text",
    "idempotency_key": "text",
    "fingerprint": "bytea",
}
_EVENT = {
    "event_id": "uuid",
    "aggregate_id": "text",
    "time": "timestamptz",
    "correlation_id": "text",
    "traceparent": "text",
    "payload": "bytea",
}
_SEALED = {"complaint_number": "text", "key_id": "text", "sealed": "bytea"}


def _unnest(columns: dict[str, str], first: int) -> str:
    arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(columns.values(), first))
    return f"unnest({arrays}) AS given({', '.join(columns)})"


def _insert_sealed(table: str, first: int) -> str:
    return f"""
    INSERT INTO {table} ({", ".join(_SEALED)})
    SELECT {", ".join(_SEALED)} FROM {_unnest(_SEALED, first)}
    JOIN fresh ON fresh.number = given.complaint_number"""


_FIRST_EVENT = len(_COMPLAINT) + 1
_FIRST_CONTACT = _FIRST_EVENT + len(_EVENT)
_FIRST_ORIGINAL = _FIRST_CONTACT + len(_SEALED)
_KEEP = f"""
WITH fresh AS (
    INSERT INTO complaints ({", ".join(_COMPLAINT)})
    SELECT * FROM {_unnest(_COMPLAINT, 1)}
    ON CONFLICT DO NOTHING RETURNING number
), event AS (
    INSERT INTO outbox ({", ".join(_EVENT)}, event_type, subject, source, aggregate_version)
    SELECT {", ".join(_EVENT)}, '{ComplaintReceived.TYPE}',
           '{ComplaintReceived.TYPE}.{UNASSIGNED}', 'intake', 1
    FROM {_unnest(_EVENT, _FIRST_EVENT)}
    JOIN fresh ON fresh.number = given.aggregate_id
    ORDER BY event_id
), contact AS ({_insert_sealed("contacts", _FIRST_CONTACT)}
), original AS ({_insert_sealed("originals", _FIRST_ORIGINAL)}
)
SELECT number FROM fresh
"""
_ALREADY_THERE = """
SELECT number, received_at, fingerprint, idempotency_key FROM complaints
WHERE number = ANY($1::text[]) OR idempotency_key = ANY($2::text[])
"""


class PostgresComplaints:
    """Works on one connection of its own, opened when needed; a coalescer calls it one at a time."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)
        self._connection: AsyncConnection | None = None

    async def keep(self, records: Sequence[Record]) -> list[Kept]:
        """Commit the new ones, each with its event; answers in the order of the records.

        Repeatable: a record whose number is there already is answered as kept. Raises
        `StorageUnavailable`.
        """
        with admitting_absence():
            try:
                return await self._keep(await self._connected(), records)
            except BaseException:
                await self.close()  # whatever state it is in, the next batch gets a fresh one
                raise

    async def close(self) -> None:
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _connected(self) -> AsyncConnection:
        if self._connection is None:
            self._connection = await self._engine.connect()
        return self._connection

    async def _keep(self, connection: AsyncConnection, records: Sequence[Record]) -> list[Kept]:
        rows = await execute(connection, _KEEP, *_values(records))
        fresh = set(rows.scalars())
        repeated = [record for record in records if record.complaint.number not in fresh]
        earlier = await _already_there(connection, repeated) if repeated else {}
        return [
            Kept(record.complaint.number, record.complaint.received_at, record.fingerprint)
            if record.complaint.number in fresh
            else _found(record, earlier)
            for record in records
        ]


async def _already_there(
    connection: AsyncConnection, records: Sequence[Record]
) -> dict[tuple[str, str | None], Kept]:
    """What was kept before, by ("number", number) and by ("key", idempotency key)."""
    numbers = [record.complaint.number for record in records]
    keys = [record.idempotency_key for record in records if record.idempotency_key is not None]
    found: dict[tuple[str, str | None], Kept] = {}
    for number, received_at, fingerprint, key in await execute(
        connection, _ALREADY_THERE, numbers, keys
    ):
        found["number", number] = found["key", key] = Kept(number, received_at, fingerprint)
    return found


def _found(record: Record, earlier: dict[tuple[str, str | None], Kept]) -> Kept:
    mine = earlier.get(("number", record.complaint.number))
    return mine or earlier["key", record.idempotency_key]


def _values(records: Sequence[Record]) -> list[list[Any]]:
    rows = [(*_complaint_row(record), *_event_row(record)) for record in records]
    columns = [list(column) for column in zip(*rows, strict=True)]
    contacts = [
        (record.complaint.number, record.contact.key_id, record.contact.sealed)
        for record in records
        if record.contact is not None
    ]
    originals = [
        (record.complaint.number, record.original.key_id, record.original.sealed)
        for record in records
        if record.original is not None
    ]
    return columns + _columns(contacts) + _columns(originals)


def _columns(rows: list[tuple[str, str, bytes]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[], [], []]


def _complaint_row(record: Record) -> tuple[Any, ...]:
    complaint = record.complaint
    return (
        complaint.number,
        complaint.received_at,
        complaint.occurred_at,
        complaint.channel.value,
        complaint.channel_reference,
        complaint.nature.value,
        complaint.title,
        complaint.content,
        complaint.category_code,
        complaint.service_item_code,
        complaint.district_code,
        complaint.urgency,
        complaint.confidential,
        complaint.real_name,
        complaint.wants_reply,
        complaint.language,
        record.idempotency_key,
        record.fingerprint,
    )


def _event_row(record: Record) -> tuple[Any, ...]:
    envelope = record.envelope
    event = envelope.event
    moment: datetime = envelope.time
    return (
        envelope.id,
        record.complaint.number,
        moment,
        envelope.correlation_id,
        envelope.traceparent,
        event.__pydantic_serializer__.to_json(event),
    )
