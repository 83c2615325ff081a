"""Forgetting what was recorded, and noting when it is complete again."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.adapters.tables import FACTS
from shared.database import autocommit, execute, transaction

_HANDLED = "TRUNCATE inbox, parked_messages"
"""First: it waits for transactions that are recording, and keeps new ones out until the end."""


class PostgresMemory:
    """Metrics' own tables."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def forget(self) -> datetime:
        """Forget every fact and which messages were handled, in one transaction.

        Facts are deleted and not truncated: a page that is being computed keeps what it sees.
        """
        async with transaction(self._engine) as connection:
            await execute(connection, _HANDLED)
            for table in FACTS:
                await execute(connection, f"DELETE FROM {table.name}")
            note = "INSERT INTO rebuilds DEFAULT VALUES RETURNING started_at"
            began: datetime = (await execute(connection, note)).scalar_one()
        return began

    async def complete(self, began: datetime) -> None:
        """Also ends rebuilds that were interrupted before this one."""
        statement = """
        UPDATE rebuilds SET finished_at = now() WHERE started_at <= $1 AND finished_at IS NULL
        """
        async with autocommit(self._engine).connect() as connection:
            await execute(connection, statement, began)
