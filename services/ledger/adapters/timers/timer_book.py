"""Finds and locks ripe tasks, and writes what became of them as sets. Replicas pass one another by."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.task_rows import MACHINE_FIELDS, task_of
from services.ledger.adapters.timers.writing import write_fired
from services.ledger.domain.timers.alarms import (
    HALF_TIME,
    RETURN_UNANSWERED,
    UNCONTACTED,
    UNSIGNED,
    Alarm,
)
from services.ledger.domain.timers.ladder import HalfTime, Rung
from services.ledger.domain.working_calendar import CHINA
from services.ledger.handlers.ports import Subject
from services.ledger.handlers.timers.ports import Fired, Ripe
from shared.clock import Clock
from shared.database import execute, transaction

_COLUMNS = ", ".join(
    f"tasks.{name}"
    for name in ("task_number", *MACHINE_FIELDS, "title", "complaint_number", "category_code")
)
_NOT_TOLD = """
NOT EXISTS (
    SELECT FROM timer_firings AS told
    WHERE told.task_number = tasks.task_number AND told.alarm = {alarm} AND told.about = {about}
)
"""
_CLOCK_RUNS = "('dispatched', 'signed', 'handling', 'return_pending', 'extension_pending')"
"""Spelled out, so that the partial index `tasks_clock_runs` is seen to fit; a test compares."""
_RIPE = f"""
SELECT {_COLUMNS}, rung.alarm AS alarm, tasks.due_at AS about
FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
    AS rung(alarm, since, until, dispatched_before)
JOIN tasks ON tasks.due_at >= rung.since AND tasks.due_at < rung.until
    AND tasks.dispatched_at < rung.dispatched_before
WHERE tasks.state IN {_CLOCK_RUNS}
    AND {_NOT_TOLD.format(alarm="rung.alarm", about="tasks.due_at")}
ORDER BY tasks.due_at, tasks.task_number LIMIT $5 FOR UPDATE OF tasks SKIP LOCKED
"""
_HALF = f"""
SELECT {_COLUMNS}, $1 AS alarm, tasks.due_at AS about FROM tasks
WHERE tasks.due_at >= $2 AND tasks.dispatched_at < $3 AND tasks.state IN {_CLOCK_RUNS}
    AND tasks.due_at < ($4::timestamptz[])[(tasks.dispatched_at AT TIME ZONE $5)::date - $6::date + 1]
    AND {_NOT_TOLD.format(alarm="$1", about="tasks.due_at")}
ORDER BY tasks.due_at, tasks.task_number LIMIT $7 FOR UPDATE OF tasks SKIP LOCKED
"""
"""An array, not a join: planners think little of a join with what they know no numbers of."""
_STEP = """
SELECT {columns}, $1 AS alarm, tasks.{by} AS about FROM tasks
WHERE tasks.{by} < $2 AND tasks.state IN {states} AND {not_told}
ORDER BY tasks.{by}, tasks.task_number LIMIT $3 FOR UPDATE OF tasks SKIP LOCKED
"""
_STEPS = {
    alarm: _STEP.format(
        columns=_COLUMNS,
        by=by,
        states=states,
        not_told=_NOT_TOLD.format(alarm="$1", about=f"tasks.{by}"),
    )
    for alarm, by, states in (
        (UNSIGNED, "sign_by", "('dispatched')"),
        (UNCONTACTED, "contact_by", _CLOCK_RUNS),
    )
}
_BEGIN = "INSERT INTO timer_start SELECT $1 WHERE NOT EXISTS (SELECT FROM timer_start)"
_BEGUN = "SELECT min(begun_at) FROM timer_start"
_ASKED_AT = "(tasks.returns -> -1 ->> 'asked_at')::timestamptz"
_RETURNS = f"""
SELECT {_COLUMNS}, $1 AS alarm, {_ASKED_AT} AS about FROM tasks
WHERE tasks.state = 'return_pending' AND tasks.returns -> -1 ->> 'decision' = 'pending'
    AND {_ASKED_AT} < $2 AND {_NOT_TOLD.format(alarm="$1", about=_ASKED_AT)}
ORDER BY tasks.task_number LIMIT $3 FOR UPDATE OF tasks SKIP LOCKED
"""
_TELL = """
INSERT INTO timer_firings (task_number, alarm, about, fired_at)
SELECT task_number, alarm, about, $4
FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS ripe(task_number, alarm, about)
ON CONFLICT DO NOTHING RETURNING task_number, alarm
"""


class PostgresTimerBook:
    """Opens transactions; the moment of a firing is the clock's."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    async def begun_at(self) -> datetime:
        """When the clock of this installation first looked: now, if it never did."""
        async with transaction(self._engine) as connection:
            await execute(connection, _BEGIN, self._clock.now())
            begun: datetime = (await execute(connection, _BEGUN)).scalar_one()
            return begun

    @asynccontextmanager
    async def work(self) -> AsyncIterator["PostgresTimerWork"]:
        """Committed when the block ends, undone if it raises."""
        async with transaction(self._engine) as connection:
            yield PostgresTimerWork(connection, self._clock.now())


class PostgresTimerWork:
    """What firing needs of the database, within one transaction."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._connection, self._now = connection, now

    async def claim(self, rungs: Sequence[Rung], limit: int) -> list[Ripe]:
        """Tasks on the rungs that have not been told, the longest due first; recorded as told."""
        columns = [
            [rung.alarm.key for rung in rungs],
            [rung.since for rung in rungs],
            [rung.until for rung in rungs],
            [rung.dispatched_before for rung in rungs],
        ]
        return await self._claim(_RIPE, *columns, limit)

    async def claim_half(self, half: HalfTime, limit: int) -> list[Ripe]:
        """Tasks half of whose time is over; recorded as told."""
        spans = half.since, half.dispatched_before, list(half.due_before)
        zone = CHINA.key, half.first_day
        return await self._claim(_HALF, HALF_TIME.key, *spans, *zone, limit)

    async def claim_step(self, alarm: Alarm, now: datetime, limit: int) -> list[Ripe]:
        """Tasks whose step was not taken by its moment; recorded as told."""
        return await self._claim(_STEPS[alarm], alarm.key, now, limit)

    async def claim_returns(self, asked_before: datetime, limit: int) -> list[Ripe]:
        """Tasks whose request to return has waited since before that moment; recorded as told."""
        return await self._claim(_RETURNS, RETURN_UNANSWERED.key, asked_before, limit)

    async def write(self, fired: Sequence[Fired]) -> None:
        """Write the new versions, the trail and the events, as sets; nothing for none."""
        if fired:
            await write_fired(self._connection, fired)

    async def _claim(self, query: str, *values: object) -> list[Ripe]:
        """Of two replicas that found a task one just after the other, the first has told; look again."""
        while rows := (await execute(self._connection, query, *values)).mappings().all():
            columns = [[row[name] for row in rows] for name in ("task_number", "alarm", "about")]
            recorded = await execute(self._connection, _TELL, *columns, self._now)
            fresh = {(row.task_number, row.alarm) for row in recorded}
            if fresh:
                return [_ripe(row) for row in rows if (row["task_number"], row["alarm"]) in fresh]
        return []


def _ripe(row: RowMapping) -> Ripe:
    words = row["title"], row["complaint_number"], row["category_code"]
    return Ripe(Subject(task_of(row), *words), row["alarm"], row["about"])
