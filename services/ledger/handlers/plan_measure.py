"""Planning a measure, to be done by its own date."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, plan
from services.ledger.handlers.acting import Act, Done, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock


async def plan_measure(
    ledger: Ledger, clock: Clock, act: Act, text: str, due_at: datetime | None
) -> Task:
    """The task as it is then.

    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        return Done(plan(subject.task, act.actor, text, due_at, now, subject.rulebook.limits))

    return await carry_out(ledger, clock, act, Action.PLAN, decide)
