"""Sending a report back: the unit goes on. The note is the reason."""

from datetime import datetime

from services.ledger.domain.task import Action, Task
from services.ledger.domain.verifying import fail_audit as failed
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskAudited


async def fail_audit(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskAudited.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = failed(subject.task, act.actor, act.note, now)
        told = TaskAudited(
            **about(subject, after.unit_code), audited_at=now, passed=False, opinion=act.note
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.FAIL_AUDIT, decide)
