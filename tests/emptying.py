"""Emptying a database between two tests."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import transaction


async def empty(engine: AsyncEngine, tables: Iterable[str]) -> None:
    """Delete every row of these tables, in one statement, past the guards of trail and snapshots.

    Twenty times as quick as TRUNCATE, which makes new files for each table and each index.
    """
    deletions = (f"d{n} AS (DELETE FROM {table})" for n, table in enumerate(tables))
    async with transaction(engine) as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text(f"WITH {', '.join(deletions)} SELECT"))
