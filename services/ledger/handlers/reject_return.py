"""Rejecting a return: the unit keeps it. The note is the reason."""

from datetime import datetime

from services.ledger.domain.returning import reject_return as reject
from services.ledger.domain.task import Action, Task
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskReturned


async def reject_return(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskReturned.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = reject(subject.task, act.actor, act.note, now)
        told = TaskReturned(
            **about(subject, after.unit_code), decided_at=now, decision="rejected", opinion=act.note
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.REJECT_RETURN, decide)
