"""Planning for the long term 暂时无法解决: what will be done by when."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, defer
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskDeferred


async def defer_task(
    ledger: Ledger, clock: Clock, act: Act, plan: str, promised_at: datetime
) -> Task:
    """The task as it is then.

    Publishes: TaskDeferred.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = defer(subject.task, act.actor, plan, promised_at, now, subject.rulebook.limits)
        told = TaskDeferred(
            **about(subject, after.unit_code), deferred_at=now, plan=plan, promised_at=promised_at
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.DEFER, decide)
