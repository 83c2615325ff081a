"""Who reads and who acts: a unit's own people for their unit, dispatchers for all; others look on."""

from services.ledger.domain.actor import Actor
from services.ledger.domain.scope import CITY_WIDE


def acts_for(actor: Actor, unit_code: str | None) -> bool:
    """A dispatcher, or somebody who handles tasks in the unit; False for no unit but for a dispatcher."""
    return actor.has("dispatcher") or actor.works_in(unit_code)


def works_at_all(actor: Actor) -> bool:
    """Somebody who does more than look on."""
    return actor.has("dispatcher", "supervisor", "owner", "unit_head")


def reads(actor: Actor, unit_code: str | None) -> bool:
    """City-wide roles read every unit's entries, others their own unit's."""
    return actor.has(*CITY_WIDE) or (unit_code is not None and actor.unit_code == unit_code)
