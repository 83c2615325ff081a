"""The migrations, from an empty database, make exactly the tables the code knows, however often they run."""

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.tables import METADATA
from services.notifier.app import MIGRATIONS
from shared.migrating import migrate, pending_migrations


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def test_an_empty_database_becomes_what_the_code_expects(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    assert await pending_migrations(engine, MIGRATIONS) == []


async def test_two_migrations_at_once_and_one_more_change_nothing(engine: AsyncEngine) -> None:
    await asyncio.gather(migrate(engine, MIGRATIONS), migrate(engine, MIGRATIONS))
    await migrate(engine, MIGRATIONS)
    assert await pending_migrations(engine, MIGRATIONS) == []
