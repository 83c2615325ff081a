"""Stopping a task's clock 暂停计时. The note is the reason."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, pause
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskPaused


async def pause_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskPaused.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        rule = subject.rulebook.rule_of(subject.task)
        after = pause(subject.task, act.actor, act.note, now, rule)
        told = TaskPaused(**about(subject, after.unit_code), paused_at=now, reason=act.note)
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.PAUSE, decide)
