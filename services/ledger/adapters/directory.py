"""The organisation at hand: one snapshot in memory, read again when its version has changed."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.organisation_store import StoredOrganisation
from services.ledger.domain.organisation import Organisation


class CachedDirectory:
    """Costs one query of one row each time it is asked, whatever the organisation's size."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._snapshot = Organisation()
        self._lock = asyncio.Lock()

    async def current(self, connection: AsyncConnection | None = None) -> Organisation:
        """The organisation as committed now, read through `connection` where one is given."""
        if connection is None:
            async with self._engine.connect() as own:
                return await self.current(own)
        stored = StoredOrganisation(connection)
        if await stored.version() != self._snapshot.version:
            async with self._lock:
                self._snapshot = await stored.read()
        return self._snapshot
