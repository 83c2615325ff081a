"""The tables of sealed texts, read and replaced in batches when keys change."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.handlers.ports import Sealed
from shared.database import execute, transaction

_TABLES = {"contact": "contacts", "original": "originals"}


class PostgresSealedTexts:
    """One of the tables, named by the purpose its texts are bound to."""

    def __init__(self, engine: AsyncEngine, purpose: Literal["contact", "original"]) -> None:
        self._engine, self.purpose = engine, str(purpose)
        table = _TABLES[purpose]
        self._select = f"""
            SELECT complaint_number, key_id, sealed FROM {table}
            WHERE key_id <> $1 AND complaint_number > $2 ORDER BY complaint_number LIMIT $3"""
        self._update = f"""
            UPDATE {table} SET key_id = given.new_id, sealed = given.new
            FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::bytea[])
                AS given(number, old_id, old, new_id, new)
            WHERE {table}.complaint_number = given.number
              AND {table}.key_id = given.old_id AND {table}.sealed = given.old"""

    async def not_under(self, key_id: str, after: str, limit: int) -> Sequence[tuple[str, Sealed]]:
        """Numbers above `after` with what another key sealed, in order of number."""
        async with self._engine.connect() as connection:
            rows = await execute(connection, self._select, key_id, after, limit)
            return [(number, Sealed(old_id, sealed)) for number, old_id, sealed in rows]

    async def replace(self, changes: Sequence[tuple[str, Sealed, Sealed]]) -> int:
        """Put new in place of old where old is still there. Returns how many were."""
        if not changes:
            return 0
        rows = [
            (number, old.key_id, old.sealed, new.key_id, new.sealed) for number, old, new in changes
        ]
        async with transaction(self._engine) as connection:
            done = await execute(connection, self._update, *map(list, zip(*rows, strict=True)))
            return int(done.rowcount)
