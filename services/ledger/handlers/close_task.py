"""Closing: a dispatcher or supervisor who had no part in it has audited the report."""

from datetime import datetime

from services.ledger.domain.task import Action, Result, Task, close
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.ledger import TaskClosed


async def close_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskClosed.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = close(subject.task, act.actor, now, subject.rulebook.limits)
        result = after.result or Result.RESOLVED
        told = TaskClosed(**about(subject, after.unit_code), closed_at=now, result=result)
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.CLOSE, decide)
