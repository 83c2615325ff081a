"""The migrations make the tables that the code knows, and may be run twice."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.adapters.tables import METADATA
from services.metrics.app import MIGRATIONS
from shared.migrating import migrate, pending_migrations


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


async def test_an_empty_database_becomes_what_the_code_expects(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    assert await pending_migrations(engine, MIGRATIONS) == []


async def test_migrating_twice_changes_nothing(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    await migrate(engine, MIGRATIONS)
    assert await pending_migrations(engine, MIGRATIONS) == []
