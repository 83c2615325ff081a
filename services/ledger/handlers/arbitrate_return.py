"""Referring a return to arbitration 提请裁定: from now on a supervisor decides."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, arbitrate
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskReturned


async def arbitrate_return(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskReturned.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = arbitrate(subject.task, act.actor, act.note)
        told = TaskReturned(
            **about(subject, after.unit_code),
            decided_at=now,
            decision="arbitration",
            opinion=act.note,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.ARBITRATE, decide)
