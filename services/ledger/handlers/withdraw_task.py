"""Withdrawing 撤回: the person takes the complaint back. The note says how they said so."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, withdraw
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskWithdrawn


async def withdraw_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskWithdrawn.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = withdraw(subject.task, act.actor, act.note)
        told = TaskWithdrawn(**about(subject, after.unit_code), withdrawn_at=now)
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.WITHDRAW, decide)
