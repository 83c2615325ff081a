"""Finds and locks the open tasks of who has left, and writes their new owners as sets."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.administration.tables import STAFF_DEPARTURES
from services.ledger.adapters.tables import IN_HANDS
from services.ledger.adapters.task_rows import MACHINE_FIELDS, task_of
from services.ledger.adapters.timers.writing import columns_of, write_entries
from services.ledger.domain.task import State
from services.ledger.handlers.administration.ports import Departure, Handed
from services.ledger.handlers.ports import Subject
from shared.database import execute, transaction
from shared.messaging.outbox import add_to_outbox

_COLUMNS = ", ".join(("task_number", *MACHINE_FIELDS, "title", "complaint_number", "category_code"))
_TAKE = f"""
SELECT {_COLUMNS} FROM tasks WHERE owner_id = $1 AND task_number > $2 AND {IN_HANDS}
ORDER BY task_number LIMIT $3 FOR UPDATE
"""
_COUNT = f"""
SELECT unit_code, state, count(*)::int AS tasks FROM tasks
WHERE owner_id = $1 AND {IN_HANDS} GROUP BY unit_code, state
"""
_UNFINISHED = f"""
SELECT departure.* FROM staff_departures AS departure JOIN staff USING (staff_id)
WHERE NOT staff.active
    AND EXISTS (SELECT FROM tasks WHERE owner_id = departure.staff_id AND {IN_HANDS})
ORDER BY departure.ordered_at, departure.staff_id
"""
_OWNERS = """
UPDATE tasks SET version = handed.version, owner_id = handed.owner_id
FROM unnest($1::text[], $2::int[], $3::text[]) AS handed(task_number, version, owner_id)
WHERE tasks.task_number = handed.task_number
"""
_COUNTED = "UPDATE staff_departures SET handed = handed + $2 WHERE staff_id = $1"


class PostgresHandoverBook:
    """Opens transactions; `wake` tells the relay that events were committed."""

    def __init__(self, engine: AsyncEngine, wake: Callable[[], None]) -> None:
        self._engine, self._wake = engine, wake

    @asynccontextmanager
    async def work(self) -> AsyncIterator["PostgresHandoverWork"]:
        """Committed when the block ends, undone if it raises."""
        async with transaction(self._engine) as connection:
            yield PostgresHandoverWork(connection)
        self._wake()

    async def departure(self, staff_id: str) -> Departure | None:
        """The last departure of somebody; None for who never left."""
        table = STAFF_DEPARTURES
        async with self._engine.connect() as connection:
            found = await connection.execute(select(table).where(table.c.staff_id == staff_id))
            row = found.mappings().first()
        return _departure(row) if row else None

    async def unfinished(self) -> list[Departure]:
        """Of those who have left and are away, the ones who still own open tasks."""
        async with self._engine.connect() as connection:
            rows = (await execute(connection, _UNFINISHED)).mappings().all()
        return [_departure(row) for row in rows]

    async def open_tasks(self, staff_id: str) -> Mapping[tuple[str | None, State], int]:
        """How many open tasks somebody owns, by unit and state."""
        async with self._engine.connect() as connection:
            rows = (await execute(connection, _COUNT, staff_id)).all()
        return {(row.unit_code, State(row.state)): row.tasks for row in rows}


class PostgresHandoverWork:
    """What handing over needs of the database, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, staff_id: str, after: str, limit: int) -> list[Subject]:
        """Open tasks of a person with numbers after `after`, by number, locked; at most `limit`."""
        rows = (await execute(self._connection, _TAKE, staff_id, after, limit)).mappings()
        return [_subject(row) for row in rows]

    async def write(self, staff_id: str, handed: Sequence[Handed]) -> None:
        """Write owners, trail and events as sets, and count them; nothing for none."""
        if not handed:
            return
        owners = [(each.task.number, each.task.version, each.task.owner_id) for each in handed]
        await execute(self._connection, _OWNERS, *columns_of(owners))
        await write_entries(self._connection, [each.entry for each in handed])
        await add_to_outbox(self._connection, [each.envelope for each in handed])
        await execute(self._connection, _COUNTED, staff_id, len(handed))


def _subject(row: RowMapping) -> Subject:
    return Subject(task_of(row), row["title"], row["complaint_number"], row["category_code"])


def _departure(row: RowMapping) -> Departure:
    return Departure(
        staff_id=row["staff_id"],
        successor_id=row["successor_id"],
        ordered_by=row["ordered_by"],
        ordered_at=row["ordered_at"],
        note=row["note"],
        handed=row["handed"],
    )
