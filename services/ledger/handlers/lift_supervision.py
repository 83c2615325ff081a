"""Lifting a supervision 解除督办. The note is the reason."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, lift
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskSupervisionLifted


async def lift_supervision(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskSupervisionLifted.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = lift(subject.task, act.actor, act.note)
        level = subject.task.supervision
        told = TaskSupervisionLifted(
            **about(subject, after.unit_code), lifted_at=now, level=level or "", reason=act.note
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.LIFT, decide)
