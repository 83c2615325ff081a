"""The engine every service uses."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared import database
from shared.database import execute, make_engine


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


async def test_a_connection_that_died_while_it_rested_is_replaced_before_it_is_given_out(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "FRESH_SECONDS", 0.0)
    one = make_engine(engine.url.render_as_string(hide_password=False), pool_size=1)
    try:
        first = await _backend(one)
        async with engine.begin() as other:
            await execute(other, "SELECT pg_terminate_backend($1)", first)
        assert await _backend(one) != first
    finally:
        await one.dispose()


async def test_a_connection_that_died_a_moment_after_use_fails_once_and_is_then_replaced(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "FRESH_SECONDS", 3600.0)
    one = make_engine(engine.url.render_as_string(hide_password=False), pool_size=1)
    try:
        first = await _backend(one)
        async with engine.begin() as other:
            await execute(other, "SELECT pg_terminate_backend($1)", first)
        with pytest.raises(DBAPIError):
            await _backend(one)
        assert await _backend(one) != first
    finally:
        await one.dispose()


async def _backend(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await execute(connection, "SELECT pg_backend_pid()")).scalar_one())
