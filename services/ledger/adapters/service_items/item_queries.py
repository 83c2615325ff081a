"""Looking at service items: lists, one item, its history."""

from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.service_items.reading import read_standing
from services.ledger.adapters.service_items.rows import item_of, snapshot_of
from services.ledger.adapters.service_items.tables import (
    SERVICE_ITEM_DRAFTS,
    SERVICE_ITEM_SNAPSHOTS,
    SERVICE_ITEMS,
)
from services.ledger.domain.service_items.guide import Days, DayUnit
from services.ledger.domain.service_items.item import Snapshot, Standing
from services.ledger.handlers.service_items.lists import ItemFilter, ItemsPage, ListedItem

_ITEM, _SNAPSHOT, _DRAFT = SERVICE_ITEMS.c, SERVICE_ITEM_SNAPSHOTS.c, SERVICE_ITEM_DRAFTS.c
_NEWEST = and_(_SNAPSHOT.item_code == _ITEM.code, _SNAPSHOT.version == _ITEM.version)
_ROWS = SERVICE_ITEMS.outerjoin(SERVICE_ITEM_SNAPSHOTS, _NEWEST).outerjoin(
    SERVICE_ITEM_DRAFTS, _DRAFT.item_code == _ITEM.code
)
_COLUMNS = (
    *SERVICE_ITEMS.columns,
    _DRAFT.item_code.is_not(None).label("drafted"),
    func.jsonb_array_length(_SNAPSHOT.guide["steps"]).label("steps"),
    func.jsonb_array_length(_SNAPSHOT.guide["materials"]).label("materials"),
    _SNAPSHOT.guide["promised"].label("promised"),
    _SNAPSHOT.guide["trips"].label("trips"),
    _SNAPSHOT.published_at,
)


class PostgresItemQueries:
    """Reads through connections of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def page(self, wanted: ItemFilter, after: str, limit: int) -> ItemsPage:
        """Items by code, from the one after `after` on."""
        conditions = _conditions(wanted)
        query = select(*_COLUMNS).select_from(_ROWS).where(*conditions, _ITEM.code > after)
        count = select(func.count()).select_from(_ROWS).where(*conditions)
        async with self._engine.connect() as connection:
            result = await connection.execute(query.order_by(_ITEM.code).limit(limit + 1))
            found = [_listed(row) for row in result.mappings()]
            total = (await connection.execute(count)).scalar_one()
        more = found[limit - 1].item.code if len(found) > limit else None
        return ItemsPage(found[:limit], total, more)

    async def themes(self) -> list[str]:
        """Every theme in use, sorted."""
        query = select(_ITEM.theme).distinct().where(_ITEM.theme != "").order_by(_ITEM.theme)
        async with self._engine.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def standing(self, code: str) -> Standing | None:
        """One item with its draft and newest snapshot."""
        async with self._engine.connect() as connection:
            return await read_standing(connection, code)

    async def snapshots(self, code: str) -> list[Snapshot]:
        """Every snapshot of an item, newest first."""
        query = select(SERVICE_ITEM_SNAPSHOTS).where(_SNAPSHOT.item_code == code)
        async with self._engine.connect() as connection:
            result = await connection.execute(query.order_by(_SNAPSHOT.version.desc()))
            return [snapshot_of(row) for row in result.mappings()]


def _conditions(wanted: ItemFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.words:
        places = (_ITEM.code, _ITEM.name_zh, _ITEM.name_en, _ITEM.office)
        conditions.append(or_(*(each.icontains(wanted.words, autoescape=True) for each in places)))
    if wanted.unit_code:
        conditions.append(_ITEM.unit_code == wanted.unit_code)
    if wanted.theme:
        conditions.append(_ITEM.theme == wanted.theme)
    if wanted.drafted:
        conditions.append(_DRAFT.item_code.is_not(None))
    return conditions


def _listed(row: RowMapping) -> ListedItem:
    promised: Any = row["promised"]
    return ListedItem(
        item=item_of(row),
        drafted=row["drafted"],
        steps=row["steps"],
        materials=row["materials"],
        promised=Days(promised["amount"], DayUnit(promised["unit"])) if promised else None,
        trips=row["trips"],
        published_at=row["published_at"],
    )
