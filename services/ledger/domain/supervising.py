"""A supervisor presses: reminds 催办, supervises 督办, lists publicly 挂牌; and lifts it again 解除督办.

Source: 潍坊§26, 济南§28, 信访§39.
"""

from dataclasses import replace

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.states import Action
from services.ledger.domain.task_facts import Task
from services.ledger.domain.vocabulary import LEVELS, Supervision


def rank(level: Supervision | None) -> int:
    """1 to 3; 0 for none."""
    return 0 if level is None else LEVELS.index(level) + 1


def supervise(task: Task, by: Actor, level: Supervision, opinion: str) -> Task:
    """One level up or more, never down; with what is demanded."""
    check(Action.SUPERVISE, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(opinion.strip()))
    demand(Guard.LEVEL_IS_HIGHER, rank(level) > rank(task.supervision))
    return replace(task.moved(task.state), supervision=level)


def lift(task: Task, by: Actor, reason: str) -> Task:
    """Nobody presses for it any more, and why. The due date stays; lateness can raise it again."""
    check(Action.LIFT, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    return replace(task.moved(task.state), supervision=None)
