"""Looking into the ledger's database."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine


async def rows(engine: AsyncEngine, query: str, **values: Any) -> list[Any]:
    """The rows of a query, as mappings."""
    async with engine.connect() as connection:
        return list((await connection.execute(text(query), values)).mappings())


async def count(engine: AsyncEngine, table: str) -> int:
    """How many rows a table has."""
    return int((await rows(engine, f"SELECT count(*) AS n FROM {table}"))[0]["n"])
