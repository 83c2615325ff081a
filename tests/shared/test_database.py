"""The engine every service uses."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import execute


async def test_an_error_tells_the_statement_and_none_of_the_words_in_it(
    engine: AsyncEngine,
) -> None:
    async with engine.connect() as connection:
        with pytest.raises(DBAPIError) as first:
            await execute(connection, "SELECT $1::text, 1 / (1 - length($1))", "张")
        await connection.rollback()
        with pytest.raises(DBAPIError) as second:
            await connection.execute(text("SELECT :name, nonsense"), {"name": "张"})
    for error in (first.value, second.value):
        assert "SELECT" in str(error)
        assert "张" not in str(error)
