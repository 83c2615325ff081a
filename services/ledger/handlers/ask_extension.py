"""Asking for more time 申请延期, in the unit of the task's limit. The note is the reason."""

from datetime import datetime

from services.ledger.domain.extending import ask_extension as ask
from services.ledger.domain.task import Action, Task
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskExtensionAsked


async def ask_extension(ledger: Ledger, clock: Clock, act: Act, working_days: int) -> Task:
    """The task as it is then.

    Publishes: TaskExtensionAsked.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        by, book = act.actor, subject.rulebook
        rule = book.rule_of(subject.task)
        after = ask(subject.task, by, working_days, act.note, now, rule, book.limits)
        told = TaskExtensionAsked(
            **about(subject, after.unit_code),
            asked_at=now,
            asked_by=by.staff_id,
            working_days=working_days,
            unit=rule.unit,
            reason=act.note,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.ASK_EXTENSION, decide)
