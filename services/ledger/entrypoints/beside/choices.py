"""Units and people to choose from."""

from services.ledger.domain.organisation import Organisation
from services.ledger.entrypoints.desk import Visit
from shared.language import Text

Options = list[tuple[str, Text]]


def units_for(seen: Visit) -> Options:
    """Units the actor acts for: all for a dispatcher, otherwise the own one."""
    every = seen.actor.has("dispatcher", "supervisor")
    return [
        (unit.code, Text(unit.name_zh, unit.name_en))
        for unit in seen.organisation.units
        if unit.active and (every or unit.code == seen.actor.unit_code)
    ]


def own_unit(seen: Visit) -> str:
    """What is filled in: the actor's unit, unless all are to choose from."""
    return "" if seen.actor.has("dispatcher", "supervisor") else seen.actor.unit_code or ""


def people_of(organisation: Organisation, unit_code: str | None) -> Options:
    """Active people of a unit."""
    return [
        (each.staff_id, Text(each.name, each.name))
        for each in organisation.staff_of(unit_code or "")
    ]
