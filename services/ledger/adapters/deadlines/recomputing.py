"""Recomputations in the database: open tasks in parts, what moved written as sets."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks
from services.ledger.adapters.deadlines.tables import RECOMPUTATIONS
from services.ledger.adapters.ledger_work import SUBJECT_COLUMNS, subject_of
from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_rows import MACHINE_COLUMNS, task_of
from services.ledger.adapters.trail_sealing import head_digest
from services.ledger.adapters.trail_tables import TRAIL
from services.ledger.domain.chain import digest
from services.ledger.domain.states import DUE_MOVES
from services.ledger.domain.task import Task
from services.ledger.handlers.deadlines.ports import Move, RecomputingWork, Run
from services.ledger.handlers.ports import Subject
from shared.database import execute, transaction
from shared.messaging.outbox import add_to_outbox

READ_AT_ONCE = 2000
_STATES = sorted(DUE_MOVES)
_HEADS = """
SELECT task_number, digest FROM (
    SELECT DISTINCT ON (task_number) task_number, digest FROM trail
    WHERE task_number = ANY($1::text[]) ORDER BY task_number, sequence DESC
) AS heads WHERE digest IS NOT NULL
"""
_MOVED = """
UPDATE tasks SET version = moved.version, due_at = moved.due_at,
    original_due_at = moved.original_due_at, calendar_version = moved.calendar_version,
    deadline_revision = moved.deadline_revision
FROM unnest($1::text[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int[])
    AS moved(number, version, due_at, original_due_at, calendar_version, deadline_revision)
WHERE task_number = moved.number
"""


class PostgresRecomputing:
    """Opens transactions on the oldest recomputation that has not ended and that nobody is at."""

    def __init__(self, engine: AsyncEngine, rulebooks: CachedRulebooks) -> None:
        self._engine, self._rulebooks = engine, rulebooks

    @asynccontextmanager
    async def work(self) -> AsyncIterator[RecomputingWork | None]:
        """A transaction; None when there is nothing to do, or another replica does it."""
        unfinished = select(RECOMPUTATIONS).where(RECOMPUTATIONS.c.ended_at.is_(None))
        oldest = unfinished.order_by(RECOMPUTATIONS.c.number).limit(1)
        async with transaction(self._engine) as connection:
            found = await connection.execute(oldest.with_for_update(skip_locked=True))
            row = found.mappings().first()
            if row is None:
                yield None
                return
            book = await self._rulebooks.current(connection)
            run = Run(row["number"], row["reason"], row["reached"], book)
            yield PostgresRecomputingWork(connection, run)


class PostgresRecomputingWork:
    """One transaction of a recomputation."""

    def __init__(self, connection: AsyncConnection, run: Run) -> None:
        self._connection, self.run = connection, run

    async def next(self, count: int) -> Sequence[Subject]:
        """The next open tasks by number, locked; fewer than `count` when it comes to the end."""
        query = select(*SUBJECT_COLUMNS).where(
            TASKS.c.task_number > self.run.reached, TASKS.c.state.in_(_STATES)
        )
        ordered = query.order_by(TASKS.c.task_number).limit(count).with_for_update()
        found = await self._connection.execute(ordered)
        return [subject_of(row, self.run.rulebook) for row in found.mappings()]

    async def write(self, moves: Sequence[Move]) -> None:
        """The tasks, their trail, chained to what was before, and their events."""
        tasks = [move.task for move in moves]
        heads = await self._heads([task.number for task in tasks])
        await execute(
            self._connection,
            _MOVED,
            [task.number for task in tasks],
            [task.version for task in tasks],
            [task.due_at for task in tasks],
            [task.original_due_at for task in tasks],
            [task.calendar_version for task in tasks],
            [task.deadline_revision for task in tasks],
        )
        entries = [_entry_row(move, heads[move.task.number]) for move in moves]
        await self._connection.execute(insert(TRAIL), entries)
        await add_to_outbox(self._connection, [move.envelope for move in moves])

    async def reached(self, number: str, looked_at: int, moved: int) -> None:
        """Remember how far it is."""
        await self._remember(
            reached=number,
            looked_at=RECOMPUTATIONS.c.looked_at + looked_at,
            moved=RECOMPUTATIONS.c.moved + moved,
        )

    async def end(self, at: datetime) -> None:
        """It is done."""
        await self._remember(ended_at=at)

    async def _remember(self, **values: Any) -> None:
        this = update(RECOMPUTATIONS).where(RECOMPUTATIONS.c.number == self.run.number)
        await self._connection.execute(this.values(**values))

    async def _heads(self, numbers: list[str]) -> dict[str, bytes]:
        """The digest of each task's newest entry; sealed first where the release before left it open."""
        found = await execute(self._connection, _HEADS, numbers)
        heads = {row.task_number: row.digest for row in found}
        for number in numbers:
            if number not in heads:
                heads[number] = await head_digest(self._connection, number)
        return heads


class PostgresOpenTasks:
    """Reads them in parts, each its own short transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def parts(self) -> AsyncIterator[Sequence[Task]]:
        """All of them, by number."""
        last = ""
        while part := await self._after(last):
            yield part
            last = part[-1].number

    async def _after(self, number: str) -> Sequence[Task]:
        query = select(*MACHINE_COLUMNS).where(
            TASKS.c.task_number > number, TASKS.c.state.in_(_STATES)
        )
        async with self._engine.connect() as connection:
            ordered = query.order_by(TASKS.c.task_number).limit(READ_AT_ONCE)
            found = await connection.execute(ordered)
            return [task_of(row) for row in found.mappings()]


def _entry_row(move: Move, before: bytes) -> dict[str, Any]:
    entry = move.entry
    return {
        "task_number": entry.task_number,
        "sequence": entry.sequence,
        "at": entry.at,
        "actor": entry.actor,
        "on_behalf_of": entry.on_behalf_of,
        "through": entry.through,
        "action": entry.action,
        "before": entry.before,
        "after": entry.after,
        "digest": digest(entry, before),
    }
