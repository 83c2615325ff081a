"""What an officer may see: the whole city or the own unit, all categories or some, nothing kept out of."""

from dataclasses import dataclass

from services.ledger.domain.actor import Actor
from services.ledger.domain.task_facts import Task

CITY_WIDE = ("dispatcher", "supervisor", "auditor")
"""Roles that see every unit's tasks."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit_code` None with `whole_city` False: somebody without a unit sees what is theirs alone."""

    staff_id: str
    whole_city: bool
    unit_code: str | None
    category_codes: frozenset[str] | None = None
    """Categories that what the roles show is limited to; None: all. What is one's own is always seen."""

    def admits(self, task: Task) -> bool:
        """Whether the task may be seen."""
        if self.staff_id in task.recused:
            return False
        if task.owner_id == self.staff_id:
            return True
        if self.category_codes is not None and task.category_code not in self.category_codes:
            return False
        ours = self.unit_code is not None and task.unit_code == self.unit_code
        return self.whole_city or ours or task.is_assisted_by(self.unit_code)

    def shields(self, task: Task) -> bool:
        """Whether who complained is kept from the reader 保密: from the units concerned, whatever the role.

        Source: 济南§32, 信访工作条例§30, 潍坊§11. Which unit is complained about is not known for
        certain, so every unit that has had the task counts as such.
        """
        if not task.confidential:
            return False
        concerned = self.unit_code in task.units() or self.staff_id == task.owner_id
        return concerned or not self.whole_city


def scope_of(actor: Actor) -> Scope:
    """What the actor may see."""
    return Scope(actor.staff_id, actor.has(*CITY_WIDE), actor.unit_code, actor.category_codes)


def may_see(actor: Actor, task: Task) -> bool:
    """Whether the task is within the actor's scope."""
    return scope_of(actor).admits(task)


def is_shielded(task: Task, actor: Actor) -> bool:
    """Whether the actor must not learn who complained."""
    return scope_of(actor).shields(task)
