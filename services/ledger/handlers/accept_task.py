"""Accepting 受理: it will be handled, by whom is yet to be found out."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, accept
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskAccepted


async def accept_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskAccepted.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = accept(subject.task, act.actor)
        return Done(after, [TaskAccepted(**about(subject, None), accepted_at=now)])

    return await carry_out(ledger, clock, act, Action.ACCEPT, decide)
