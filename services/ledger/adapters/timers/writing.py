"""Writes fired tasks as sets: versions, trail, events, one statement each."""

import json
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.adapters.trail_sealing import head_digest
from services.ledger.domain.chain import digest
from services.ledger.domain.plain import plain
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.timers.ports import Fired
from shared.database import execute
from shared.messaging.outbox import add_to_outbox

_HEADS = """
SELECT DISTINCT ON (task_number) task_number, digest FROM trail
WHERE task_number = ANY($1::text[]) ORDER BY task_number, sequence DESC
"""
_TASKS = """
UPDATE tasks SET version = fired.version, supervision = fired.supervision,
    returns = fired.returns::jsonb
FROM unnest($1::text[], $2::int[], $3::text[], $4::text[])
    AS fired(task_number, version, supervision, returns)
WHERE tasks.task_number = fired.task_number
"""
_TRAIL = """
INSERT INTO trail (task_number, sequence, at, actor, on_behalf_of, through, action, before, after,
    digest)
SELECT task_number, sequence, at, actor, NULL, through, action, before::jsonb, after::jsonb, digest
FROM unnest($1::text[], $2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
    $7::text[], $8::text[], $9::bytea[])
    AS entry(task_number, sequence, at, actor, through, action, before, after, digest)
"""


async def write_fired(connection: AsyncConnection, fired: Sequence[Fired]) -> None:
    """In the caller's transaction, which holds the locks on the tasks. At least one."""
    await execute(connection, _TASKS, *columns_of([_task(each) for each in fired]))
    await write_entries(connection, [each.entry for each in fired])
    await add_to_outbox(connection, [each.envelope for each in fired])


async def write_entries(connection: AsyncConnection, entries: Sequence[TrailEntry]) -> None:
    """One trail entry each for tasks whose rows are locked, chained to the entry before. At least one."""
    heads = await _heads(connection, [each.task_number for each in entries])
    rows = [(*_entry(each), digest(each, heads[each.task_number])) for each in entries]
    await execute(connection, _TRAIL, *columns_of(rows))


async def _heads(connection: AsyncConnection, numbers: Sequence[str]) -> dict[str, bytes]:
    """The digest of each task's newest entry; open entries are sealed first, one task at a time."""
    rows = await execute(connection, _HEADS, list(numbers))
    found = {row.task_number: row.digest for row in rows}
    return {
        number: found.get(number) or await head_digest(connection, number) for number in numbers
    }


def _task(each: Fired) -> tuple[object, ...]:
    """What an alarm may change."""
    task = each.task
    returns = json.dumps(plain(task.returns), ensure_ascii=False) if task.returns else None
    return task.number, task.version, task.supervision, returns


def _entry(entry: TrailEntry) -> tuple[object, ...]:
    return (
        entry.task_number,
        entry.sequence,
        entry.at,
        entry.actor,
        entry.through,
        entry.action,
        json.dumps(entry.before, ensure_ascii=False),
        json.dumps(entry.after, ensure_ascii=False),
    )


def columns_of(rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
    """Rows as columns, for `unnest`. At least one."""
    return [list(column) for column in zip(*rows, strict=True)]
