"""The rulebook at hand: one snapshot in memory, read again when its version has changed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.deadlines.rulebook_store import StoredRulebook
from services.ledger.domain.deadlines.rulebook import Rulebook, usual_rulebook
from services.ledger.domain.working_calendar import OFFICE_CLOSES, WorkingCalendar
from shared.database import transaction


class CachedRulebooks:
    """Costs one query of one row each time it is asked, whatever the number of rules and years."""

    def __init__(self, engine: AsyncEngine, closes: time = OFFICE_CLOSES) -> None:
        self._engine, self._closes = engine, closes
        self._latest = usual_rulebook(closes)
        self._calendars: dict[str, WorkingCalendar] = {}
        self._lock = asyncio.Lock()

    @property
    def latest(self) -> Rulebook:
        """As last read by anybody in this process."""
        return self._latest

    async def current(self, connection: AsyncConnection | None = None) -> Rulebook:
        """As committed now. Through a connection: nobody changes it until that transaction ends."""
        if connection is None:
            async with transaction(self._engine) as own:
                return await self._read(StoredRulebook(own, self._closes), held=False)
        return await self._read(StoredRulebook(connection, self._closes), held=True)

    async def _read(self, stored: StoredRulebook, *, held: bool) -> Rulebook:
        if await stored.version(held=held) != self._latest.version:
            async with self._lock:
                self._latest = await stored.read()
        return self._latest

    async def calendar(self, version: str | None) -> WorkingCalendar:
        """The calendar of a version, however old; the one last read for a version that is not known."""
        present = self._latest.calendar
        if version is None or version == present.version:
            return present
        if version not in self._calendars:
            async with transaction(self._engine) as own:
                found = await StoredRulebook(own, self._closes).document_of(version)
            if found is None:
                return present
            self._calendars[version] = found.calendar(version)
        return self._calendars[version]


@asynccontextmanager
async def rulebook_work(
    engine: AsyncEngine, closes: time = OFFICE_CLOSES
) -> AsyncIterator[StoredRulebook]:
    """A transaction: committed when the block ends, undone when it raises."""
    async with transaction(engine) as connection:
        yield StoredRulebook(connection, closes)
