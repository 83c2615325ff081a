"""One ledger beside the spine in the database: its rows are the entries' fields, name by name."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, Table, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.beside.rows import entry_of, happened_of, task_of, values_of
from services.ledger.adapters.beside.tables import HISTORY
from services.ledger.adapters.service_items.tables import SERVICE_ITEMS
from services.ledger.adapters.tables import TASKS
from services.ledger.domain.beside.entry import Entry
from services.ledger.handlers.beside.ports import Filters, Happened, TaskSeen
from shared.database import execute, transaction
from shared.events.envelope import Envelope
from shared.messaging.outbox import add_to_outbox

E = TypeVar("E", bound=Entry)


class PostgresWork(Generic[E]):
    """One transaction on one ledger."""

    def __init__(self, connection: AsyncConnection, table: Table, kind: type[E]) -> None:
        self.connection, self._table, self._kind = connection, table, kind

    async def new_number(self) -> int:
        """From the table's own sequence; a number that is not used after all leaves a gap."""
        statement = f"SELECT nextval(pg_get_serial_sequence('{self._table.name}', 'number'))"
        return int((await execute(self.connection, statement)).scalar_one())

    async def locked(self, number: int) -> E | None:
        """The entry, locked until the transaction ends."""
        query = select(self._table).where(self._table.c.number == number).with_for_update()
        row = (await self.connection.execute(query)).mappings().first()
        return entry_of(self._kind, row) if row else None

    async def happened(self, number: int, since: int = 0) -> list[Happened]:
        """What was done after a version, oldest first."""
        query = _history(self._table, number).where(HISTORY.c.version > since)
        return [happened_of(row) for row in (await self.connection.execute(query)).mappings()]

    async def add(self, entry: E, happened: Happened, envelopes: Sequence[Envelope]) -> None:
        """Write a new entry."""
        await self.connection.execute(insert(self._table).values(values_of(entry)))
        await self._tell(happened, envelopes)

    async def save(self, entry: E, happened: Happened, envelopes: Sequence[Envelope]) -> None:
        """Write an entry's next version."""
        changed = update(self._table).where(self._table.c.number == entry.number)
        await self.connection.execute(changed.values(values_of(entry)))
        await self._tell(happened, envelopes)

    async def announce(self, envelopes: Sequence[Envelope]) -> None:
        """Tell others what the ledger itself has noticed."""
        await add_to_outbox(self.connection, envelopes)

    async def tasks(self, numbers: Sequence[str]) -> list[TaskSeen]:
        """The tasks of those numbers; unknown ones are left out."""
        query = select(TASKS).where(TASKS.c.task_number.in_(numbers)).order_by(TASKS.c.task_number)
        return [task_of(row) for row in (await self.connection.execute(query)).mappings()]

    async def item_exists(self, code: str) -> bool:
        """Whether there is a service item of that code."""
        query = select(SERVICE_ITEMS.c.code).where(SERVICE_ITEMS.c.code == code)
        return (await self.connection.execute(query)).first() is not None

    async def _tell(self, happened: Happened, envelopes: Sequence[Envelope]) -> None:
        values = {"ledger": self._table.name, **asdict(happened)}
        await self.connection.execute(insert(HISTORY).values(values))
        await add_to_outbox(self.connection, envelopes)


class PostgresBook(Generic[E]):
    """Opens transactions and reads; `wake` tells the relay that events were committed."""

    def __init__(
        self, engine: AsyncEngine, wake: Callable[[], None], table: Table, kind: type[E]
    ) -> None:
        self.engine, self.wake, self.table, self._kind = engine, wake, table, kind

    @asynccontextmanager
    async def work(self) -> AsyncIterator[PostgresWork[E]]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self.engine) as connection:
            yield PostgresWork(connection, self.table, self._kind)
        self.wake()

    async def one(self, number: int) -> E | None:
        """An entry."""
        found = await self._read(self.table.c.number == number)
        return found[0] if found else None

    async def history(self, number: int) -> list[Happened]:
        """What was done with an entry, oldest first."""
        async with self.engine.connect() as connection:
            result = await connection.execute(_history(self.table, number))
            return [happened_of(row) for row in result.mappings()]

    async def page(self, filters: Filters, after: int | None, limit: int) -> list[E]:
        """Entries, the newest first, from below the number `after`."""
        below = [self.table.c.number < after] if after else []
        return await self._read(*self.conditions(filters), *below, limit=limit)

    async def tasks(self, numbers: Sequence[str]) -> list[TaskSeen]:
        """The tasks of those numbers; unknown ones are left out."""
        async with self.engine.connect() as connection:
            return await PostgresWork(connection, self.table, self._kind).tasks(numbers)

    async def count(self, filters: Filters) -> int:
        """How many there are."""
        query = select(func.count()).select_from(self.table).where(*self.conditions(filters))
        async with self.engine.connect() as connection:
            return int((await connection.execute(query)).scalar_one())

    def conditions(self, filters: Filters) -> list[ColumnElement[bool]]:
        """The filters as the database asks them."""
        return [_condition(self.table, name, value) for name, value in filters.items()]

    async def _read(self, *conditions: ColumnElement[bool], limit: int = 1) -> list[E]:
        query = select(self.table).where(*conditions).order_by(self.table.c.number.desc())
        async with self.engine.connect() as connection:
            result = await connection.execute(query.limit(limit))
            return [entry_of(self._kind, row) for row in result.mappings()]


def _history(table: Table, number: int) -> Select[Any]:
    query = select(HISTORY).where(HISTORY.c.ledger == table.name, HISTORY.c.number == number)
    return query.order_by(HISTORY.c.version)


def _condition(table: Table, name: str, value: str | tuple[str, ...] | None) -> ColumnElement[bool]:
    column = table.c[name]
    if value is None:
        return column.is_(None)
    return column.in_(value) if isinstance(value, tuple) else column == value
