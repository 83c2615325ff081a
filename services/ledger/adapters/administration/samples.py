"""Registered complaints, as the routing rules see them."""

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.worklists.conditions import within
from services.ledger.domain.routing import Matter, text_of
from services.ledger.domain.scope import Scope
from services.ledger.domain.states import TRAY
from services.ledger.handlers.administration.try_routing import Sample

_WORDS = (
    TASKS.c.task_number,
    TASKS.c.title,
    TASKS.c.content,
    TASKS.c.category_code,
    TASKS.c.service_item_code,
    TASKS.c.district_code,
)


class PostgresSamples:
    """Reads along the indexes of registration and of the tray."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def latest(self, scope: Scope, limit: int) -> list[Sample]:
        """The newest, whatever became of them."""
        return await self._some(limit, *within(scope))

    async def tray(self, scope: Scope, limit: int) -> list[Sample]:
        """Those that wait to be dispatched, the newest first."""
        return await self._some(limit, TASKS.c.state.in_(sorted(TRAY)), *within(scope))

    async def _some(self, limit: int, *conditions: ColumnElement[bool]) -> list[Sample]:
        newest = TASKS.c.registered_at.desc(), TASKS.c.task_number.desc()
        query = select(*_WORDS).where(*conditions).order_by(*newest).limit(limit)
        async with self._engine.connect() as connection:
            return [_sample(row) for row in (await connection.execute(query)).mappings()]


def _sample(row: RowMapping) -> Sample:
    matter = Matter(
        text=text_of(row["title"], row["content"]),
        category_code=row["category_code"],
        service_item_code=row["service_item_code"],
        district_code=row["district_code"],
    )
    return Sample(row["title"], matter, row["task_number"])
