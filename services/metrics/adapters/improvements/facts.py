"""Acts, revisions and removals into their tables: each is said once and never changes."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.adapters.improvements.tables import ENTRY_ACTS, REMOVALS, REVISIONS
from services.metrics.adapters.merging import arrays
from services.metrics.domain.improvements import EntryAct, Removal, Revision
from shared.database import execute

Row = TypeVar("Row", bound=tuple[Any, ...])


class PostgresImprovements:
    """In the caller's transaction. Repeatable: a row that is known already changes nothing."""

    async def add_entry_acts(self, connection: AsyncConnection, acts: Iterable[EntryAct]) -> None:
        """Acts on entries."""
        await _join(connection, ENTRY_ACTS, acts)

    async def add_revisions(
        self, connection: AsyncConnection, revisions: Iterable[Revision]
    ) -> None:
        """Guides as they were published."""
        await _join(connection, REVISIONS, revisions)

    async def add_removals(self, connection: AsyncConnection, removals: Iterable[Removal]) -> None:
        """What went with them."""
        await _join(connection, REMOVALS, removals)


async def _join(connection: AsyncConnection, table: Table, rows: Iterable[Row]) -> None:
    """In the order of the keys, so that two replicas wait for one another instead of deadlocking."""
    keys = len(table.primary_key)
    if ordered := sorted({row[:keys]: row for row in rows}.items()):
        columns = [column.name for column in table.columns]
        statement = (
            f"INSERT INTO {table.name} ({', '.join(columns)})"
            f" SELECT * FROM unnest({arrays(table, columns)}) ON CONFLICT DO NOTHING"
        )
        values = zip(*(row for _, row in ordered), strict=True)
        await execute(connection, statement, *map(list, values))
