"""Metrics' own database, migrated, and its facts."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.adapters.facts import PostgresFacts
from services.metrics.adapters.tables import METADATA
from services.metrics.app import MIGRATIONS
from services.metrics.domain.scope import Scope
from services.metrics.handlers.record_acts import record_acts
from services.metrics.handlers.record_cases import record_cases
from services.metrics.handlers.record_directory import record_directory
from services.metrics.handlers.record_improvements import record_improvements
from services.metrics.handlers.record_notices import record_notices
from services.metrics.handlers.record_parked import record_parked
from services.metrics.indicators.asking import FILTERED, parameters
from services.metrics.indicators.indicator import Listing
from shared.database import execute, make_engine, transaction
from shared.migrating import migrate
from tests.emptying import empty
from tests.metrics.events import Versioned, as_received
from tests.servers import Postgres

Record = Callable[[Sequence[Versioned]], Awaitable[None]]


@pytest.fixture(scope="session")
async def migrated(postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    """One database for all tests of metrics, as its migrations make it."""
    admin = await asyncpg.connect(postgres.url("postgres").replace("+asyncpg", ""))
    await admin.execute("CREATE DATABASE metrics_tests")
    await admin.close()
    engine = make_engine(postgres.url("metrics_tests"))
    await migrate(engine, MIGRATIONS)
    yield engine
    await engine.dispose()


@pytest.fixture
async def database(migrated: AsyncEngine) -> AsyncEngine:
    """That database, emptied."""
    await empty(migrated, METADATA.tables)
    return migrated


@pytest.fixture
def record(database: AsyncEngine) -> Record:
    """Records events of whatever stream, in a transaction of their own."""

    async def run(events: Sequence[Versioned]) -> None:
        received = as_received(events)
        async with transaction(database) as connection:
            for handler in (
                record_cases,
                record_acts,
                record_improvements,
                record_directory,
                record_notices,
                record_parked,
            ):
                await handler(PostgresFacts(), connection, received)

    return run


async def rows(engine: AsyncEngine, statement: str) -> list[dict[str, object]]:
    """What a statement finds, as dictionaries."""
    async with engine.connect() as connection:
        result = await connection.execute(text(statement))
        return [dict(row) for row in result.mappings()]


async def count_behind(engine: AsyncEngine, listing: Listing | None, scope: Scope) -> int:
    """How many rows a figure's list has."""
    assert listing is not None
    statement = f"SELECT count(*) FROM {listing.source} WHERE {FILTERED} AND {listing.condition}"
    async with engine.connect() as connection:
        return int((await execute(connection, statement, *parameters(scope))).scalar_one())
