"""One item as it stands, through a connection that somebody else opened."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.adapters.service_items.rows import standing_of
from services.ledger.adapters.service_items.tables import (
    SERVICE_ITEM_DRAFTS,
    SERVICE_ITEM_SNAPSHOTS,
    SERVICE_ITEMS,
)
from services.ledger.domain.service_items.item import Standing


async def read_standing(
    connection: AsyncConnection, code: str, *, lock: bool = False
) -> Standing | None:
    """The item with its draft and its newest snapshot; None when there is none of that code."""
    query = select(SERVICE_ITEMS).where(SERVICE_ITEMS.c.code == code)
    result = await connection.execute(query.with_for_update() if lock else query)
    row = result.mappings().first()
    if row is None:
        return None
    draft = select(SERVICE_ITEM_DRAFTS).where(SERVICE_ITEM_DRAFTS.c.item_code == code)
    newest = select(SERVICE_ITEM_SNAPSHOTS).where(
        SERVICE_ITEM_SNAPSHOTS.c.item_code == code,
        SERVICE_ITEM_SNAPSHOTS.c.version == row["version"],
    )
    return standing_of(
        row,
        (await connection.execute(draft)).mappings().first(),
        (await connection.execute(newest)).mappings().first(),
    )
