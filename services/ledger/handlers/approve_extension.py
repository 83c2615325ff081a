"""Approving an extension: the due date that holds now moves by what was asked for."""

from datetime import datetime

from services.ledger.domain.extending import approve_extension as approve
from services.ledger.domain.limits import extended
from services.ledger.domain.task import Action, Task, check
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskExtended


async def approve_extension(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskExtended.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task = subject.task
        check(Action.APPROVE_EXTENSION, task, act.actor)
        asked = task.extensions[-1]
        before = task.due_at or asked.due_before
        calendar = subject.rulebook.calendar
        due_at = extended(before, asked.working_days, calendar, asked.unit)
        after = approve(task, act.actor, due_at, act.note, now)
        told = TaskExtended(
            **about(subject, after.unit_code),
            extended_at=now,
            due_before=before,
            due_at=due_at,
            reason=asked.reason,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.APPROVE_EXTENSION, decide)
