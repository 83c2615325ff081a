"""One transaction on service items: the items, their drafts and snapshots, and the outbox beside them."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.service_items import rows
from services.ledger.adapters.service_items.reading import read_standing
from services.ledger.adapters.service_items.tables import (
    SERVICE_ITEM_DRAFTS,
    SERVICE_ITEM_SNAPSHOTS,
    SERVICE_ITEMS,
)
from services.ledger.domain.service_items.item import Draft, ServiceItem, Snapshot, Standing
from shared.database import execute, transaction
from shared.events.envelope import Envelope
from shared.messaging.outbox import add_to_outbox

_UNKNOWN = """
SELECT number FROM unnest($1::text[]) WITH ORDINALITY AS asked(number, position)
WHERE NOT EXISTS (SELECT FROM tasks WHERE task_number = number) ORDER BY position
"""


class PostgresItems:
    """Opens transactions; `wake` tells the relay that events were committed."""

    def __init__(self, engine: AsyncEngine, wake: Callable[[], None]) -> None:
        self._engine, self._wake = engine, wake

    @asynccontextmanager
    async def work(self) -> AsyncIterator["PostgresItemWork"]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self._engine) as connection:
            yield PostgresItemWork(connection)
        self._wake()


class PostgresItemWork:
    """What the handlers need of the database, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def locked(self, code: str) -> Standing | None:
        """The item as it stands, locked until the transaction ends."""
        return await read_standing(self._connection, code, lock=True)

    async def add_item(self, item: ServiceItem, at: datetime) -> bool:
        """Write an item that is new; False when there is one of that code."""
        values = rows.item_values(item) | {"changed_at": at}
        added = upsert(SERVICE_ITEMS).values(values).on_conflict_do_nothing()
        result = await self._connection.execute(added.returning(SERVICE_ITEMS.c.code))
        return result.first() is not None

    async def keep_item(self, item: ServiceItem, at: datetime) -> None:
        """Write the item, new or not."""
        values = rows.item_values(item) | {"changed_at": at}
        await self._connection.execute(
            upsert(SERVICE_ITEMS)
            .values(values)
            .on_conflict_do_update(constraint=SERVICE_ITEMS.primary_key, set_=values)
        )

    async def keep_draft(self, code: str, draft: Draft | None) -> None:
        """Write the draft; None takes it away."""
        table = SERVICE_ITEM_DRAFTS
        if draft is None:
            await self._connection.execute(delete(table).where(table.c.item_code == code))
            return
        values = {
            "item_code": code,
            "guide": rows.guide_as_json(draft.guide),
            "edited_by": draft.edited_by,
            "edited_at": draft.edited_at,
        }
        await self._connection.execute(
            upsert(table)
            .values(values)
            .on_conflict_do_update(constraint=table.primary_key, set_=values)
        )

    async def add_snapshot(
        self, code: str, snapshot: Snapshot, envelopes: Sequence[Envelope]
    ) -> None:
        """Write a new snapshot and the events that tell of it."""
        await self._connection.execute(
            insert(SERVICE_ITEM_SNAPSHOTS).values(rows.snapshot_values(code, snapshot))
        )
        await add_to_outbox(self._connection, envelopes)

    async def unknown_tasks(self, numbers: Sequence[str]) -> list[str]:
        """Those of the numbers that are no task's, in order."""
        if not numbers:
            return []
        result = await execute(self._connection, _UNKNOWN, list(numbers))
        return list(result.scalars())
