"""Keeps officers' filters in the ledger's database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.worklists.tables import SAVED_FILTERS
from services.ledger.handlers.worklists.saved_filters import SavedFilter
from shared.database import autocommit


class PostgresSavedFilters:
    """Each call is one statement of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)

    async def of(self, staff_id: str) -> Sequence[SavedFilter]:
        """An officer's own, oldest first."""
        query = select(SAVED_FILTERS.c.name, SAVED_FILTERS.c.query)
        query = query.where(SAVED_FILTERS.c.staff_id == staff_id)
        query = query.order_by(SAVED_FILTERS.c.saved_at, SAVED_FILTERS.c.name)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [SavedFilter(name, kept) for name, kept in rows]

    async def put(self, staff_id: str, kept: SavedFilter, at: datetime) -> None:
        """Keep one; of the same name it takes the place of the one before."""
        new = insert(SAVED_FILTERS).values(
            staff_id=staff_id, name=kept.name, query=kept.query, saved_at=at
        )
        change = new.on_conflict_do_update(
            index_elements=["staff_id", "name"], set_={"query": new.excluded.query}
        )
        async with self._engine.connect() as connection:
            await connection.execute(change)

    async def remove(self, staff_id: str, name: str) -> bool:
        """Whether there was one of that name."""
        own = (SAVED_FILTERS.c.staff_id == staff_id, SAVED_FILTERS.c.name == name)
        async with self._engine.connect() as connection:
            return (await connection.execute(delete(SAVED_FILTERS).where(*own))).rowcount > 0
