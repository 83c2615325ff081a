"""The organisation in the database: read as one snapshot, written as a whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.adapters import organisation_rows as rows
from services.ledger.adapters.organisation_tables import (
    CATEGORIES,
    DISTRICTS,
    ORGANISATION,
    ROUTING_RULES,
    STAFF,
    UNITS,
)
from services.ledger.domain.organisation import Organisation
from shared.database import execute

E = TypeVar("E")


class StoredOrganisation:
    """Reads and writes within the transaction of the connection given."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def version(self) -> int:
        """The organisation's version; 0 before anything was loaded."""
        result = await execute(self._connection, "SELECT version FROM organisation")
        return result.scalar() or 0

    async def read(self) -> Organisation:
        """The whole of it, inactive entries included, in the order of the file."""
        head = (await self._connection.execute(select(ORGANISATION))).mappings().first()
        return Organisation(
            version=head["version"] if head else 0,
            name_zh=head["name_zh"] if head else "",
            name_en=head["name_en"] if head else "",
            units=await self._all(UNITS, rows.unit_of),
            staff=await self._all(STAFF, rows.staff_of),
            categories=await self._all(CATEGORIES, rows.category_of),
            districts=await self._all(DISTRICTS, rows.district_of),
            rules=await self._all(ROUTING_RULES, rows.rule_of),
        )

    async def lock(self, at: datetime) -> None:
        """Nobody else loads an organisation until this transaction ends."""
        nothing = {"id": 1, "version": 0, "name_zh": "", "name_en": "", "loaded_at": at}
        await self._connection.execute(
            insert(ORGANISATION).values(nothing).on_conflict_do_nothing()
        )
        await self._connection.execute(select(ORGANISATION.c.id).with_for_update())

    async def write(self, new: Organisation, at: datetime) -> None:
        """Replace what is there. Units, staff and categories are never deleted: `new` has them all."""
        await self._upsert(UNITS, rows.rows_of(new.units))
        await self._upsert(STAFF, rows.rows_of(new.staff))
        await self._upsert(CATEGORIES, rows.rows_of(new.categories))
        await self._replace(DISTRICTS, rows.rows_of(new.districts))
        await self._replace(ROUTING_RULES, rows.rule_rows(new.rules))
        head = {"version": new.version, "name_zh": new.name_zh, "name_en": new.name_en}
        await self._connection.execute(update(ORGANISATION).values(**head, loaded_at=at))

    async def without_password(self) -> set[str]:
        """Ids of staff who cannot sign in yet."""
        query = select(STAFF.c.staff_id).where(STAFF.c.password_hash.is_(None))
        return set((await self._connection.execute(query)).scalars())

    async def set_password_hashes(self, hashes: Mapping[str, str]) -> None:
        """Keep new password hashes by staff id; ids that are unknown change nothing."""
        await execute(
            self._connection,
            "UPDATE staff SET password_hash = given.hash "
            "FROM unnest($1::text[], $2::text[]) AS given(id, hash) WHERE staff_id = given.id",
            list(hashes.keys()),
            list(hashes.values()),
        )

    async def _all(self, table: Table, entry_of: Callable[[rows.Row], E]) -> list[E]:
        result = await self._connection.execute(select(table).order_by(table.c.position))
        return [entry_of(row) for row in result.mappings()]

    async def _upsert(self, table: Table, values: list[dict[str, Any]]) -> None:
        if values:
            statement = insert(table)
            changed = {name: statement.excluded[name] for name in values[0]}
            await self._connection.execute(
                statement.on_conflict_do_update(constraint=table.primary_key, set_=changed), values
            )

    async def _replace(self, table: Table, values: list[dict[str, Any]]) -> None:
        await self._connection.execute(delete(table))
        if values:
            await self._connection.execute(insert(table), values)
