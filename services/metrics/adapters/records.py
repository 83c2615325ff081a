"""Reading what is known: names, lists, and a snapshot on which figures agree with one another."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.metrics.domain.case import Case
from services.metrics.domain.improvements import ListedEntry
from services.metrics.domain.rows import Category, Parked, Unit
from services.metrics.domain.scope import Scope
from services.metrics.indicators.asking import FILTERED, parameters
from services.metrics.indicators.indicator import Listing
from shared.database import execute

_CASE_COLUMNS = ", ".join(tuple(Case.__dataclass_fields__)[:-1])


class PostgresRecords:
    """Reads metrics' own tables, and changes nothing."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which everything read belongs to one moment."""
        async with self._engine.connect() as connection:
            yield connection

    async def units(self, connection: AsyncConnection) -> Sequence[Unit]:
        """Every unit that was ever listed, by code."""
        columns = ", ".join(Unit._fields)
        rows = await execute(connection, f"SELECT {columns} FROM units ORDER BY code")
        return [Unit(*row) for row in rows]

    async def categories(self, connection: AsyncConnection) -> Sequence[Category]:
        """Every category that was ever listed, by code."""
        columns = ", ".join(Category._fields)
        rows = await execute(connection, f"SELECT {columns} FROM categories ORDER BY code")
        return [Category(*row) for row in rows]

    async def received_between(
        self, connection: AsyncConnection
    ) -> tuple[datetime, datetime] | None:
        """When the first and the latest complaint were received; None while there is none."""
        statement = "SELECT min(received_at), max(received_at) FROM cases"
        first, latest = (await execute(connection, statement)).one()
        return (first, latest) if first and latest else None

    async def cases(
        self, connection: AsyncConnection, listing: Listing, scope: Scope, limit: int, offset: int
    ) -> Sequence[Case]:
        """The cases behind a figure, in the listing's order, then by number."""
        statement = f"""
        SELECT {_CASE_COLUMNS}, {listing.hours or "NULL::float8"} AS hours FROM {listing.source}
        WHERE {FILTERED} AND {listing.condition}
        ORDER BY {listing.order}, complaint_number LIMIT $6 OFFSET $7
        """
        rows = await execute(connection, statement, *parameters(scope), limit, offset)
        return [Case(*row) for row in rows]

    async def entries(
        self, connection: AsyncConnection, listing: Listing, scope: Scope, limit: int, offset: int
    ) -> Sequence[ListedEntry]:
        """The entries behind a figure, in the listing's order, then by place."""
        statement = f"""
        SELECT place, name_zh, name_en, unit, {listing.moment} AS at, {listing.words} AS words,
               {listing.hours or "NULL::float8"} AS hours FROM {listing.source}
        WHERE {FILTERED} AND {listing.condition}
        ORDER BY {listing.order}, place LIMIT $6 OFFSET $7
        """
        rows = await execute(connection, statement, *parameters(scope), limit, offset)
        return [ListedEntry(*row) for row in rows]

    async def count_behind(
        self, connection: AsyncConnection, listing: Listing, scope: Scope
    ) -> int:
        """How many cases or entries are behind a figure."""
        rows = f"FROM {listing.source} WHERE {FILTERED} AND {listing.condition}"
        statement = f"SELECT count(*) {rows}"
        return int((await execute(connection, statement, *parameters(scope))).scalar_one())

    async def parked(
        self, connection: AsyncConnection, limit: int, offset: int
    ) -> Sequence[Parked]:
        """Messages that lie aside now, the latest first."""
        statement = f"""
        SELECT {", ".join(Parked._fields)} FROM parked WHERE retried_at IS NULL
        ORDER BY parked_at DESC, service, consumer, message_id LIMIT $1 OFFSET $2
        """
        rows = await execute(connection, statement, limit, offset)
        return [Parked(*row) for row in rows]

    async def count_parked(self, connection: AsyncConnection) -> int:
        """How many messages lie aside now."""
        statement = "SELECT count(*) FROM parked WHERE retried_at IS NULL"
        return int((await execute(connection, statement)).scalar_one())

    async def rebuilding_since(self, connection: AsyncConnection) -> datetime | None:
        """When the rebuild that has not finished yet began; None when there is none."""
        statement = "SELECT max(started_at) FROM rebuilds WHERE finished_at IS NULL"
        began: datetime | None = (await execute(connection, statement)).scalar_one()
        return began
