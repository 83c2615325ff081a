"""Approving an extension: the due date moves by the working days asked for."""

from datetime import datetime

from services.ledger.domain.extending import approve_extension as approve
from services.ledger.domain.limits import extended
from services.ledger.domain.task import Action, Task, check
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskExtended


async def approve_extension(
    ledger: Ledger, clock: Clock, act: Act, calendar: WorkingCalendar
) -> Task:
    """The task as it is then.

    Publishes: TaskExtended.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task = subject.task
        check(Action.APPROVE_EXTENSION, task, act.actor)
        asked = task.extensions[-1]
        due_at = extended(asked.due_before, asked.working_days, calendar)
        after = approve(task, act.actor, due_at, act.note, now)
        told = TaskExtended(
            **about(subject, after.unit_code),
            extended_at=now,
            due_before=asked.due_before,
            due_at=due_at,
            reason=asked.reason,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.APPROVE_EXTENSION, decide)
