"""Writes new tasks as sets: one COPY each for the tasks, their trail and their events.

COPY, because arrays for `unnest` cost more to encode than everything else that registering does:
asyncpg asks of every element whether it is an array itself.
"""

import json
from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.domain.chain import NO_ENTRY, Seal
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.ports import Registration
from shared.database import execute
from shared.messaging.outbox import COLUMNS as OUTBOX_COLUMNS
from shared.messaging.outbox import outbox_columns

_TASK_COLUMNS = (
    "task_number",
    "complaint_number",
    "state",
    "version",
    "title",
    "content",
    "channel",
    "nature",
    "category_code",
    "district_code",
    "service_item_code",
    "reporter_key",
    "urgency",
    "confidential",
    "has_contact",
    "wants_reply",
    "language",
    "occurred_at",
    "received_at",
    "registered_at",
    "unit_code",
    "owner_id",
    "hop",
    "rule_code",
    "dispatched_at",
    "due_at",
    "sign_by",
    "contact_by",
    "deadline_rule",
    "deadline_revision",
    "calendar_version",
)
_TRAIL_COLUMNS = (
    "task_number",
    "sequence",
    "at",
    "actor",
    "on_behalf_of",
    "through",
    "action",
    "before",
    "after",
    "digest",
)
_KNOWN = "SELECT task_number FROM tasks WHERE task_number = ANY($1::text[])"

Row = tuple[Any, ...]


class PostgresRegistrations:
    """The set-wise writer. It needs no state; the connection and its transaction are the caller's."""

    async def add(self, connection: AsyncConnection, registrations: Sequence[Registration]) -> int:
        """Write those whose number is new, in order; returns how many that were.

        A number twice in one set is written once, with the words of the first. Should somebody else
        write one of the numbers at this very moment, the primary key refuses the whole set; when it
        is delivered again, that number is known.
        """
        first = {each.complaint.complaint_number: each for each in reversed(registrations)}
        known = set((await execute(connection, _KNOWN, list(first))).scalars())
        fresh = [each for number, each in reversed(first.items()) if number not in known]
        if fresh:
            await _write(connection, fresh)
        return len(fresh)


async def _write(connection: AsyncConnection, fresh: Sequence[Registration]) -> None:
    envelopes = list(chain.from_iterable(each.envelopes for each in fresh))
    events = list(zip(*outbox_columns(envelopes), strict=True))
    await _copy(connection, "tasks", _TASK_COLUMNS, [_task_row(each) for each in fresh])
    await _copy(connection, "trail", _TRAIL_COLUMNS, _trail_rows(fresh))
    await _copy(connection, "outbox", OUTBOX_COLUMNS.split(", "), events)


async def _copy(
    connection: AsyncConnection, table: str, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Within the connection's transaction, which a statement before this has begun."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await driver.copy_records_to_table(table, columns=columns, records=rows)


def _task_row(each: Registration) -> Row:
    complaint, task = each.complaint, each.standing
    return (
        complaint.complaint_number,
        complaint.complaint_number,
        task.state,
        task.version,
        complaint.title,
        complaint.content,
        complaint.channel,
        complaint.nature,
        complaint.category_code,
        complaint.district_code,
        complaint.service_item_code,
        None if complaint.confidential else complaint.reporter_key,
        complaint.urgency,
        complaint.confidential,
        complaint.has_contact,
        complaint.wants_reply,
        complaint.language,
        complaint.occurred_at,
        complaint.received_at,
        each.registered_at,
        task.unit_code,
        task.owner_id,
        task.hop,
        task.rule_code,
        task.dispatched_at,
        task.due_at,
        task.sign_by,
        task.contact_by,
        task.deadline_rule,
        task.deadline_revision,
        task.calendar_version,
    )


def _trail_rows(fresh: Sequence[Registration]) -> list[Row]:
    """In the order of `_TRAIL_COLUMNS`. Entries that registrations share are worked out once."""
    distinct = {id(entry): entry for each in fresh for entry in each.trail}
    shared = {key: (_entry_row(entry), Seal(entry)) for key, entry in distinct.items()}
    rows: list[Row] = []
    for each in fresh:
        number, before = each.complaint.complaint_number, NO_ENTRY
        for entry in each.trail:
            row, seal = shared[id(entry)]
            before = seal.digest(number, before)
            rows.append((number, *row, before))
    return rows


def _entry_row(entry: TrailEntry) -> Row:
    """All but the number and the digest, which are each task's own."""
    return (
        entry.sequence,
        entry.at,
        entry.actor,
        entry.on_behalf_of,
        entry.through,
        entry.action,
        json.dumps(entry.before, ensure_ascii=False),
        json.dumps(entry.after, ensure_ascii=False),
    )
