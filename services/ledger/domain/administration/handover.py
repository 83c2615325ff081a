"""Handing over 交接: somebody leaves, and somebody else owns the open tasks from then on."""

from collections.abc import Collection
from dataclasses import replace

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.permissions import check
from services.ledger.domain.routing import Turns
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Task

WITHOUT_OWNER = frozenset({State.DISPATCHED, State.RETURN_PENDING})
"""States in which a unit may have a task that nobody there has taken on."""


def hand_over(task: Task, by: Actor, owner_id: str | None) -> Task:
    """The same task, as far as it is and due when it was, with another owner."""
    check(Action.HAND_OVER, task, by)
    demand(Guard.SOMETHING_CHANGES, owner_id != task.owner_id)
    demand(Guard.OWNER_IS_NOT_RECUSED, owner_id not in task.recused)
    known = owner_id is not None or (task.state in WITHOUT_OWNER and task.signed_at is None)
    demand(Guard.OWNER_IS_KNOWN, known)
    return replace(task.moved(task.state), owner_id=owner_id)


def heir(
    unit_code: str | None,
    successor_id: str | None,
    organisation: Organisation,
    turns: Turns,
    recused: Collection[str] = (),
) -> str | None:
    """Who takes over a task of that unit: the successor if one of the unit, else whose turn it is there,
    else a head of it; None where nobody is left. Nobody who keeps out of the task.
    """
    successor = organisation.staff_by_id.get(successor_id or "")
    if unit_code is None:
        return None
    able = successor is not None and successor.staff_id not in recused
    if successor is not None and able and successor.active and successor.unit_code == unit_code:
        return successor.staff_id
    staff = [each for each in organisation.turns.get(unit_code, ()) if each not in recused]
    heads = [each for each in heads_of(organisation, unit_code) if each not in recused]
    return turns.next_of(unit_code, staff) or next(iter(heads), None)


def heads_of(organisation: Organisation, unit_code: str) -> list[str]:
    """Ids of the active heads of a unit, in order."""
    staff = organisation.staff_of(unit_code)
    return [person.staff_id for person in staff if "unit_head" in person.roles]
