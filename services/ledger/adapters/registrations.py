"""Writes new tasks as a set: one statement for the tasks, one for their trail and their events."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.domain.trail import Facts, TrailEntry
from services.ledger.handlers.ports import Registration
from shared.database import execute
from shared.messaging.outbox import COLUMNS as OUTBOX_COLUMNS
from shared.messaging.outbox import TYPES as OUTBOX_TYPES
from shared.messaging.outbox import outbox_columns

_TASK_COLUMNS = {
    "task_number": "text",
    "complaint_number": "text",
    "state": "text",
    "version": "int",
    "title": "text",
    "content": "text",
    "channel": "text",
    "nature": "text",
    "category_code": "text",
    "district_code": "text",
    "service_item_code": "text",
    "confidential": "bool",
    "has_contact": "bool",
    "wants_reply": "bool",
    "language": "text",
    "occurred_at": "timestamptz",
    "received_at": "timestamptz",
    "registered_at": "timestamptz",
    "unit_code": "text",
    "owner_id": "text",
    "hop": "smallint",
    "rule_code": "text",
    "dispatched_at": "timestamptz",
    "due_at": "timestamptz",
    "deadline_rule": "text",
    "calendar_version": "text",
}
TRAIL_COLUMNS = {
    "task_number": "text",
    "sequence": "int",
    "at": "timestamptz",
    "actor": "text",
    "on_behalf_of": "text",
    "through": "text",
    "action": "text",
    "before": "jsonb",
    "after": "jsonb",
}


def _sets(types: Sequence[str], first: int = 1) -> str:
    return ", ".join(f"${place}::{name}[]" for place, name in enumerate(types, first))


_TASKS = f"""
INSERT INTO tasks ({", ".join(_TASK_COLUMNS)}) SELECT * FROM unnest({_sets([*_TASK_COLUMNS.values()])})
ON CONFLICT (task_number) DO NOTHING RETURNING task_number
"""
_WHAT_FOLLOWS = f"""
WITH told AS (
    INSERT INTO trail ({", ".join(TRAIL_COLUMNS)}) SELECT * FROM unnest({_sets([*TRAIL_COLUMNS.values()])})
)
INSERT INTO outbox ({OUTBOX_COLUMNS})
SELECT * FROM unnest({_sets(OUTBOX_TYPES, len(TRAIL_COLUMNS) + 1)})
"""


class PostgresRegistrations:
    """The set-wise writer. It needs no state; the connection and its transaction are the caller's."""

    async def add(self, connection: AsyncConnection, registrations: Sequence[Registration]) -> int:
        """Write those whose number is new, in order; returns how many that were.

        A number twice in one set is written once, with the words of the first.
        """
        if not registrations:
            return 0
        first = {each.complaint.complaint_number: each for each in reversed(registrations)}
        ordered = list(reversed(first.values()))
        rows = await execute(connection, _TASKS, *_columns(map(_task_row, ordered)))
        written = set(rows.scalars())
        fresh = [each for each in ordered if each.complaint.complaint_number in written]
        if fresh:
            await execute(connection, _WHAT_FOLLOWS, *_followers(fresh))
        return len(fresh)


def _followers(fresh: Sequence[Registration]) -> list[Any]:
    entries = list(chain.from_iterable(each.trail for each in fresh))
    envelopes = list(chain.from_iterable(each.envelopes for each in fresh))
    return [*_columns(trail_rows(entries)), *outbox_columns(envelopes)]


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _task_row(each: Registration) -> tuple[Any, ...]:
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
        task.deadline_rule,
        task.calendar_version,
    )


def trail_rows(entries: Sequence[TrailEntry]) -> list[tuple[Any, ...]]:
    """The entries in the order of `TRAIL_COLUMNS`. Facts that entries share are encoded once."""
    texts = {id(facts): _json(facts) for facts in _distinct(entries)}
    return [
        (
            entry.task_number,
            entry.sequence,
            entry.at,
            entry.actor,
            entry.on_behalf_of,
            entry.through,
            entry.action,
            texts[id(entry.before)],
            texts[id(entry.after)],
        )
        for entry in entries
    ]


def _distinct(entries: Sequence[TrailEntry]) -> Iterable[Facts]:
    facts = chain.from_iterable((entry.before, entry.after) for entry in entries)
    return {id(each): each for each in facts}.values()


def _json(facts: Facts) -> str:
    return json.dumps(facts, ensure_ascii=False)
