"""What an officer may see: the whole city, or what the own unit handles or assists with."""

from dataclasses import dataclass

from services.ledger.domain.task import Actor, Task

CITY_WIDE = ("dispatcher", "supervisor", "auditor")
"""Roles that see every unit's tasks."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit_code` None with `whole_city` False: somebody without a unit sees what is theirs alone."""

    staff_id: str
    whole_city: bool
    unit_code: str | None


def scope_of(actor: Actor) -> Scope:
    """What the actor may see."""
    return Scope(actor.staff_id, actor.has(*CITY_WIDE), actor.unit_code)


def may_see(actor: Actor, task: Task) -> bool:
    """Whether the task is within the actor's scope."""
    if actor.has(*CITY_WIDE) or task.owner_id == actor.staff_id:
        return True
    ours = actor.unit_code is not None and task.unit_code == actor.unit_code
    return ours or task.is_assisted_by(actor.unit_code)
