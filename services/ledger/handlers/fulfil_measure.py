"""Finishing a measure, with the place where it shows."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, fulfil
from services.ledger.handlers.acting import Act, Done, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock


async def fulfil_measure(ledger: Ledger, clock: Clock, act: Act, index: int, evidence: str) -> Task:
    """The task as it is then.

    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        return Done(fulfil(subject.task, act.actor, index, evidence, now, subject.rulebook.limits))

    return await carry_out(ledger, clock, act, Action.FULFIL, decide)
