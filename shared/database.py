"""The engine of a service's own database, and the one place that commits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine


def make_engine(url: str, *, pool_size: int = 8, application_name: str = "jiangxin") -> AsyncEngine:
    """An engine for PostgreSQL through asyncpg; connects on first use, checks a connection before it."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
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
