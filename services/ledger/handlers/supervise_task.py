"""Pressing for a task 催办、督办、挂牌. The note says what is demanded."""

from datetime import datetime

from services.ledger.domain.task import Action, Supervision, Task, supervise
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskSupervised


async def supervise_task(ledger: Ledger, clock: Clock, act: Act, level: Supervision) -> Task:
    """The task as it is then.

    Publishes: TaskSupervised.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = supervise(subject.task, act.actor, level, act.note)
        told = TaskSupervised(
            **about(subject, after.unit_code), supervised_at=now, level=level, opinion=act.note
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.SUPERVISE, decide)
