"""Looking at how to reach the person: the task is as before, its trail says who looked and what for."""

from services.ledger.domain.actor import Actor
from services.ledger.domain.permissions import check
from services.ledger.domain.states import Action
from services.ledger.domain.task_facts import Task


def reveal(task: Task, by: Actor) -> Task:
    """The task's next version, in the same state."""
    check(Action.REVEAL, task, by)
    return task.moved(task.state)
