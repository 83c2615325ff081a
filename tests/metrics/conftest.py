"""Metrics' own database, migrated, and its facts."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.adapters.facts import PostgresFacts
from services.metrics.adapters.tables import METADATA
from services.metrics.app import MIGRATIONS
from services.metrics.handlers.record_cases import record_cases
from shared.database import make_engine, transaction
from shared.migrating import migrate
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
    tables = ", ".join(table.name for table in METADATA.sorted_tables)
    async with transaction(migrated) as connection:
        await connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    return migrated


@pytest.fixture
def record(database: AsyncEngine) -> Record:
    """Records events about cases in a transaction of their own."""

    async def run(events: Sequence[Versioned]) -> None:
        async with transaction(database) as connection:
            await record_cases(PostgresFacts(), connection, as_received(events))

    return run


async def rows(engine: AsyncEngine, statement: str) -> list[dict[str, object]]:
    """What a statement finds, as dictionaries."""
    async with engine.connect() as connection:
        result = await connection.execute(text(statement))
        return [dict(row) for row in result.mappings()]
