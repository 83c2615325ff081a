"""Intake's migrations: from empty, the same twice, and nothing the code knows differently."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import METADATA, NUMBERS_A_BLOCK
from services.intake.app import MIGRATIONS
from shared.migrating import alembic_config, migrate, pending_migrations


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


async def test_they_lead_from_empty_to_what_the_code_expects(engine: AsyncEngine) -> None:
    assert await pending_migrations(engine, MIGRATIONS) != []
    await migrate(engine, MIGRATIONS)
    assert await pending_migrations(engine, MIGRATIONS) == []
    async with engine.connect() as connection:
        tables = [
            difference
            for difference in await connection.run_sync(_differences)
            if not (isinstance(difference, tuple) and "alembic_version" in str(difference))
        ]
        assert tables == []
        step = await connection.execute(
            text("SELECT increment_by FROM pg_sequences WHERE sequencename = 'complaint_sequence'")
        )
        assert step.scalar_one() == NUMBERS_A_BLOCK


async def test_running_them_again_changes_nothing(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO units VALUES ('a', '甲', 'A', true, 1)"))
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM units"))).scalar_one() == 1


async def test_they_can_be_taken_back_and_applied_again(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        await connection.run_sync(_downgrade)
        await connection.commit()
        left = await connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        assert left.scalars().all() == ["alembic_version"]
    await migrate(engine, MIGRATIONS)
    assert await pending_migrations(engine, MIGRATIONS) == []


def _downgrade(connection: Connection) -> None:
    config = alembic_config(MIGRATIONS)
    config.attributes["connection"] = connection
    command.downgrade(config, "base")
