"""Migrations: two at once are safe, what is pending is known, a lock is not waited for long."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.migrating import migrate, pending_migrations

ENV = """
from sqlalchemy import MetaData
from shared.migrating import run_env

run_env(MetaData())
"""
STEP = """
from alembic import op

revision, down_revision = {revision!r}, {after!r}

def upgrade():
    op.execute({statement!r})
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ENV)
    return folder


def add(migrations: Path, revision: str, after: str | None, statement: str) -> None:
    step = STEP.format(revision=revision, after=after, statement=statement)
    (migrations / "versions" / f"{revision}.py").write_text(step)


async def test_two_at_once_end_with_each_step_done_once(
    engine: AsyncEngine, migrations: Path
) -> None:
    add(migrations, "one", None, "CREATE TABLE things (name text)")
    add(migrations, "two", "one", "INSERT INTO things VALUES ('first')")
    await asyncio.gather(migrate(engine, migrations), migrate(engine, migrations))
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM things"))).scalar_one() == 1


async def test_what_is_pending_is_said_oldest_first(engine: AsyncEngine, migrations: Path) -> None:
    add(migrations, "one", None, "CREATE TABLE things (name text)")
    add(migrations, "two", "one", "SELECT 1")
    assert await pending_migrations(engine, migrations) == ["one", "two"]
    await migrate(engine, migrations, "one")
    assert await pending_migrations(engine, migrations) == ["two"]
    await migrate(engine, migrations)
    assert await pending_migrations(engine, migrations) == []


async def test_a_step_gives_up_when_a_table_is_in_use(
    engine: AsyncEngine, migrations: Path
) -> None:
    add(migrations, "one", None, "CREATE TABLE things (name text)")
    await migrate(engine, migrations)
    add(migrations, "two", "one", "ALTER TABLE things ADD COLUMN more text")
    async with engine.connect() as user:
        await user.execute(text("LOCK TABLE things IN ACCESS SHARE MODE"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            await migrate(engine, migrations)
    await migrate(engine, migrations)
    assert await pending_migrations(engine, migrations) == []
