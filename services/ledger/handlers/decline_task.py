"""Declining 不予受理: for a lawful reason, with the way the person can go instead."""

from datetime import datetime

from services.ledger.domain.task import Action, DeclineReason, Task, decline
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskDeclined


async def decline_task(
    ledger: Ledger, clock: Clock, act: Act, reason: DeclineReason, referral: str
) -> Task:
    """The task as it is then.

    Publishes: TaskDeclined.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = decline(subject.task, act.actor, reason, referral)
        told = TaskDeclined(
            **about(subject, after.unit_code), declined_at=now, reason=reason, referral=referral
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.DECLINE, decide)
