"""Approving a return: the task lies in the tray again."""

from datetime import datetime

from services.ledger.domain.returning import approve_return as approve
from services.ledger.domain.task import Action, Task
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskAccepted, TaskReturned


async def approve_return(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskReturned, TaskAccepted.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = approve(subject.task, act.actor, act.note, now)
        unit = subject.task.unit_code
        told = TaskReturned(
            **about(subject, unit), decided_at=now, decision="approved", opinion=act.note
        )
        tray = TaskAccepted(**about(subject, None), accepted_at=now, returned=True)
        return Done(after, [told, tray])

    return await carry_out(ledger, clock, act, Action.APPROVE_RETURN, decide)
