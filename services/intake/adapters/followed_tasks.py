"""Intake's copy of what ledger says, written in sets."""

from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.intake.domain.progress import Step
from shared.database import execute
from shared.events.directory import DistrictListed
from shared.events.ledger import CategoryListed, UnitListed

_NOTE = """
INSERT INTO task_steps (complaint_number, event_id, version, kind, at, unit_code,
                        due_at, due_basis_zh, due_basis_en, reply, result)
SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::text[],
                     $7::timestamptz[], $8::text[], $9::text[], $10::text[], $11::text[])
ON CONFLICT DO NOTHING
"""
_LIST_NAMED = """
INSERT INTO {table} (version, code, name_zh, name_en, active)
SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bool[])
ON CONFLICT (code) DO UPDATE SET version = excluded.version, name_zh = excluded.name_zh,
    name_en = excluded.name_en, active = excluded.active
WHERE {table}.version < excluded.version
"""
_LIST_UNITS = _LIST_NAMED.format(table="units")
_LIST_DISTRICTS = _LIST_NAMED.format(table="districts")
_LIST_CATEGORIES = """
INSERT INTO categories (version, code, name_zh, name_en, active, parent_code)
SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bool[], $6::text[])
ON CONFLICT (code) DO UPDATE SET version = excluded.version, name_zh = excluded.name_zh,
    name_en = excluded.name_en, active = excluded.active, parent_code = excluded.parent_code
WHERE categories.version < excluded.version
"""


class PostgresFollowedTasks:
    """Writes in the transaction it is given."""

    async def note(
        self, connection: AsyncConnection, steps: Sequence[tuple[str, str, Step]]
    ) -> None:
        """Add steps given as (complaint number, event id, step); those already there stay."""
        rows = [
            (
                number,
                event_id,
                step.version,
                step.state.value,
                step.at,
                step.unit_code,
                step.due_at,
                step.due_basis_zh,
                step.due_basis_en,
                step.reply,
                step.result,
            )
            for number, event_id, step in steps
        ]
        await execute(connection, _NOTE, *map(list, zip(*rows, strict=True)))

    async def list_units(
        self, connection: AsyncConnection, units: Collection[tuple[int, UnitListed]]
    ) -> None:
        """Take over units given as (version, unit), one a code, where the version is higher."""
        rows = [
            (version, unit.unit_code, unit.name_zh, unit.name_en, unit.active)
            for version, unit in units
        ]
        await execute(connection, _LIST_UNITS, *map(list, zip(*rows, strict=True)))

    async def list_districts(
        self, connection: AsyncConnection, districts: Collection[tuple[int, DistrictListed]]
    ) -> None:
        """Take over districts given as (version, district), one a code, likewise."""
        rows = [
            (version, each.district_code, each.name_zh, each.name_en, each.active)
            for version, each in districts
        ]
        await execute(connection, _LIST_DISTRICTS, *map(list, zip(*rows, strict=True)))

    async def list_categories(
        self, connection: AsyncConnection, categories: Collection[tuple[int, CategoryListed]]
    ) -> None:
        """Take over categories given as (version, category), one a code, likewise."""
        rows = [
            (
                version,
                category.category_code,
                category.name_zh,
                category.name_en,
                category.active,
                category.parent_code,
            )
            for version, category in categories
        ]
        await execute(connection, _LIST_CATEGORIES, *map(list, zip(*rows, strict=True)))
