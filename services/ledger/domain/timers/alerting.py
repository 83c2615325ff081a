"""What an alarm makes of a task: one version more, pressed for harder, or before a supervisor."""

from dataclasses import replace

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.states import Action, State
from services.ledger.domain.supervising import rank
from services.ledger.domain.task_facts import Task
from services.ledger.domain.timers.alarms import Alarm, Reason
from services.ledger.domain.vocabulary import Decision


def alert(task: Task, by: Actor, alarm: Alarm) -> Task:
    """The clock has spoken. Nothing else changes, but for how hard the task is pressed for.

    A request to return that nobody answered goes to arbitration: silence is neither consent nor refusal, so
    a supervisor decides; the clock has never stopped.
    """
    check(Action.ALERT, task, by)
    if alarm.reason is Reason.RETURN_UNANSWERED:
        return _referred(task)
    level = alarm.level if rank(alarm.level) > rank(task.supervision) else task.supervision
    return replace(task.moved(task.state), supervision=level)


def _referred(task: Task) -> Task:
    demand(Guard.STATE_IS_RETURN_PENDING, task.state is State.RETURN_PENDING)
    last = task.returns[-1]
    demand(Guard.NOT_IN_ARBITRATION, last.decision is Decision.PENDING)
    referred = replace(last, decision=Decision.ARBITRATION)
    return replace(task.moved(task.state), returns=(*task.returns[:-1], referred))
