"""Withdrawing 撤回: the person takes the complaint back, and the centre writes down how they said so."""

from dataclasses import replace

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Task


def withdraw(task: Task, by: Actor, said: str) -> Task:
    """It ends without a result. `said`: when and how the person took it back.

    Never by whoever handles it: nobody is to be talked out of a complaint by those it is about. Whoever
    changes their mind complains again. Source: `withdrawn` among the results that departments keep.
    """
    check(Action.WITHDRAW, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(said.strip()))
    return replace(task.moved(State.WITHDRAWN), unresolved_reason=said.strip())
