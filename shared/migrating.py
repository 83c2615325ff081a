"""Migrations of one service's database: run under an advisory lock, with lock time limits."""

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

MIGRATION_LOCK = 7_215_004
"""Advisory lock key; the database belongs to one service, so one key serves all of them."""


def alembic_config(migrations: Path) -> Config:
    """Alembic's configuration for a service's `migrations` folder; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    return config


async def migrate(engine: AsyncEngine, migrations: Path, revision: str = "head") -> None:
    """Bring the database to `revision`. Two at once are safe: the second waits, then finds it done.

    Each migration gives up after four seconds of waiting for a table lock, so that it never
    stands in the way of the previous release, which is still serving.
    """
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        await connection.commit()
        try:
            await connection.execute(text("SET lock_timeout = '4s'"))
            await connection.commit()
            await connection.run_sync(_upgrade, migrations, revision)
            await connection.commit()
        finally:
            await _unlock(connection)


async def _unlock(connection: AsyncConnection) -> None:
    if connection.in_transaction():
        await connection.rollback()
    await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
    await connection.commit()


def _upgrade(connection: Connection, migrations: Path, revision: str) -> None:
    config = alembic_config(migrations)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def pending_migrations(engine: AsyncEngine, migrations: Path) -> list[str]:
    """Revisions that the code has and the database has not, oldest first; empty when up to date."""
    script = ScriptDirectory.from_config(alembic_config(migrations))
    async with engine.connect() as connection:
        current = await connection.run_sync(_current_heads)
    known = {step.revision for head in current for step in script.iterate_revisions(head, "base")}
    return [step.revision for step in script.walk_revisions() if step.revision not in known][::-1]


def _current_heads(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def run_env(metadata: MetaData) -> None:
    """What a service's `migrations/env.py` does: run the steps on the connection handed over."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
