"""Rejecting an extension: the date stays. The note is the reason."""

from datetime import datetime

from services.ledger.domain.extending import reject_extension as reject
from services.ledger.domain.task import Action, Task
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskExtensionRejected


async def reject_extension(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskExtensionRejected.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = reject(subject.task, act.actor, act.note, now)
        told = TaskExtensionRejected(
            **about(subject, after.unit_code), decided_at=now, opinion=act.note
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.REJECT_EXTENSION, decide)
