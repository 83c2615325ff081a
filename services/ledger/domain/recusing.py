"""Keeping out of a task 回避: whoever is close to somebody concerned neither sees it nor acts on it.

Source: 济南§32, 潍坊§11 (staff concerned by a complaint keep out of it).
"""

from dataclasses import replace

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.states import Action
from services.ledger.domain.task_facts import Task


def recuse(task: Task, by: Actor, staff_id: str, reason: str, owner_id: str | None = None) -> Task:
    """Somebody keeps out from now on. Where that is the owner, `owner_id` takes over, clock and all."""
    check(Action.RECUSE, task, by)
    others = by.has("dispatcher", "supervisor") or by.heads(task.unit_code)
    demand(Guard.ACTOR_RECUSES_OTHERS, staff_id == by.staff_id or others)
    demand(Guard.NOT_RECUSED_YET, staff_id not in task.recused)
    demand(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    recused = (*task.recused, staff_id)
    after = replace(task.moved(task.state), recused=recused)
    if staff_id != task.owner_id:
        return after
    demand(Guard.ANOTHER_OWNER_IS_GIVEN, owner_id is not None)
    demand(Guard.OWNER_IS_NOT_RECUSED, owner_id not in recused)
    return replace(after, owner_id=owner_id)
