"""The districts of intake's own copy, kept in memory for a moment."""

import time
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import DISTRICTS
from services.intake.adapters.unavailable import admitting_absence
from services.intake.handlers.ports import District, StorageUnavailable

STALE_SECONDS = 5.0
"""A district listed now is offered after this."""
_OFFERED = (
    select(DISTRICTS.c.code, DISTRICTS.c.name_zh, DISTRICTS.c.name_en)
    .where(DISTRICTS.c.active)
    .order_by(DISTRICTS.c.code)
)


class DistrictDirectory:
    """Looked up again when it may be old; an old copy is better than none."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._offered: list[District] = []
        self._loaded_at = float("-inf")

    async def offered(self) -> Sequence[District]:
        """Those in use, by code; none while ledger has listed none. Raises `StorageUnavailable`."""
        if time.monotonic() - self._loaded_at < STALE_SECONDS:
            return self._offered
        try:
            with admitting_absence():
                async with self._engine.connect() as connection:
                    rows = await connection.execute(_OFFERED)
        except StorageUnavailable:
            if not self._offered:
                raise
            return self._offered
        self._offered, self._loaded_at = [District(*row) for row in rows], time.monotonic()
        return self._offered
