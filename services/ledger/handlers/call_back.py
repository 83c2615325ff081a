"""Calling the person back 回访: what they say closes the task or sends it back."""

from datetime import datetime

from services.ledger.domain.deadlines.steps import contact_again_by
from services.ledger.domain.task import Action, CallBack, Outcome, Result, Task
from services.ledger.domain.verifying import call_back as called
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.envelope import Event
from shared.events.ledger import TaskClosed
from shared.events.task_acts import TaskCalledBack


async def call_back(
    ledger: Ledger, clock: Clock, act: Act, outcome: Outcome, resolved: bool | None
) -> Task:
    """The task as it is then.

    Publishes: TaskCalledBack, and TaskClosed where that ends the task.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task, by = subject.task, act.actor
        made = CallBack(now, by.staff_id, outcome, resolved, act.note)
        book = subject.rulebook
        again = contact_again_by(book, subject.case, {}, now, speaks=task.speaks)
        after = called(task, by, made, book.limits, again)
        facts = about(subject, after.unit_code)
        asked = outcome not in (Outcome.UNREACHABLE, Outcome.NO_REPLY_WANTED)
        told: list[Event] = [
            TaskCalledBack(
                **facts,
                called_at=now,
                outcome=outcome,
                resolved=resolved if asked else None,
                satisfied=after.satisfied if asked else None,
                redo_count=after.redo_count,
            )
        ]
        if after.closed_at:
            result = after.result or Result.RESOLVED
            told.append(TaskClosed(**facts, closed_at=now, result=result))
        return Done(after, told)

    return await carry_out(ledger, clock, act, Action.CALL_BACK, decide)
