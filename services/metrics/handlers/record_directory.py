"""Records the names of units and categories, for people who read figures."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.rows import Category, Unit
from services.metrics.handlers.ports import Facts
from shared.events.ledger import CategoryListed, UnitListed
from shared.messaging.received import Received


async def record_directory(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """The highest version of each name counts. Repeatable, in any order."""
    units, categories = [], []
    for received in events:
        match received.event:
            case UnitListed() as unit:
                units.append(_unit(unit, received.version))
            case CategoryListed() as category:
                categories.append(_category(category, received.version))
    await facts.add_units(connection, units)
    await facts.add_categories(connection, categories)


def _unit(event: UnitListed, version: int) -> Unit:
    return Unit(event.unit_code, version, event.name_zh, event.name_en, event.active)


def _category(event: CategoryListed, version: int) -> Category:
    return Category(
        event.category_code,
        version,
        event.name_zh,
        event.name_en,
        event.active,
        event.parent_code,
    )
