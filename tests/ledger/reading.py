"""Looking into the ledger's database, and emptying it between tests."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import transaction


async def rows(engine: AsyncEngine, query: str, **values: Any) -> list[Any]:
    """The rows of a query, as mappings."""
    async with engine.connect() as connection:
        return list((await connection.execute(text(query), values)).mappings())


async def count(engine: AsyncEngine, table: str) -> int:
    """How many rows a table has."""
    return int((await rows(engine, f"SELECT count(*) AS n FROM {table}"))[0]["n"])


async def empty(engine: AsyncEngine, tables: Sequence[str]) -> None:
    """Truncate tables; as a replica, for otherwise the trail refuses, as it should."""
    async with transaction(engine) as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text(f"TRUNCATE {', '.join(tables)}"))
