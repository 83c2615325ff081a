"""Accepting a report: now the person is asked."""

from datetime import datetime

from services.ledger.domain.task import Action, Task
from services.ledger.domain.verifying import pass_audit as passed
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskAudited


async def pass_audit(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskAudited.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = passed(subject.task, act.actor, now, subject.rulebook.limits)
        told = TaskAudited(
            **about(subject, after.unit_code), audited_at=now, passed=True, opinion=act.note
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.PASS_AUDIT, decide)
