"""The engine of a service's own database, and the one place that commits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

FRESH_SECONDS = 1.0
"""A connection that was in use so recently is taken as it is: asking whether it still works costs three
round trips, and under load that is a tenth of what a small batch costs."""


def make_engine(url: str, *, pool_size: int = 8, application_name: str = "jiangxin") -> AsyncEngine:
    """An engine for PostgreSQL through asyncpg; connects on first use, asks an idle connection whether
    it still works before giving it out."""
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_recycle=1800,
        pool_timeout=10,
        hide_parameters=True,  # an error that is logged must not repeat what somebody said
        connect_args={
            "server_settings": {
                "application_name": application_name,
                "timezone": "UTC",
                "jit": "off",  # planning cost exceeds the gain for statements of a few milliseconds
            },
            "timeout": 5,
            "command_timeout": 60,
        },
    )
    _check_idle_connections(engine)
    return engine


def _check_idle_connections(engine: AsyncEngine) -> None:
    """The pool's own `pool_pre_ping` asks before every use; this asks only those that have rested."""

    def note(_connection: Any, record: Any) -> None:
        record.info["used_at"] = monotonic()

    def check(connection: Any, record: Any, _fairy: Any) -> None:
        if monotonic() - record.info.get("used_at", monotonic()) < FRESH_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except (DBAPIError, engine.dialect.loaded_dbapi.Error, OSError) as error:
            raise DisconnectionError from error  # the pool opens another one

    event.listen(engine.sync_engine, "checkin", note)
    event.listen(engine.sync_engine, "checkout", check)


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction: committed when the block ends, rolled back when it raises."""
    async with engine.begin() as connection:
        yield connection


def autocommit(engine: AsyncEngine) -> AsyncEngine:
    """The same pool, each statement its own transaction.

    For work that is one statement: it saves the round trips of BEGIN and COMMIT.
    """
    return engine.execution_options(isolation_level="AUTOCOMMIT")


async def execute(connection: AsyncConnection, statement: str, *values: Any) -> Any:
    """Run one statement with PostgreSQL's own `$1` parameters; arrays pass as Python lists.

    Returns the result, rows in the order the database gives them. This is the door for sets
    (`unnest`): SQLAlchemy's compiler would cost more than the statement.
    """
    return await connection.exec_driver_sql(statement, values)
