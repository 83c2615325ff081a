"""Letting a task's clock go on 恢复计时, with what was left of its limit."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, resume
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskResumed


async def resume_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskResumed.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task, book = subject.task, subject.rulebook
        after = resume(task, act.actor, now, book.rule_of(task), book.calendar)
        told = TaskResumed(
            **about(subject, after.unit_code),
            resumed_at=now,
            due_before=task.due_at or now,
            due_at=after.due_at or now,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.RESUME, decide)
