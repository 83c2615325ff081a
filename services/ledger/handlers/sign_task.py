"""Signing for a task 签收: the owner, or somebody of the unit, takes it on."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, sign
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.ledger import TaskSigned


async def sign_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskSigned.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = sign(subject.task, act.actor, now)
        owner = after.owner_id or act.actor.staff_id
        told = TaskSigned(**about(subject, after.unit_code), signed_at=now, owner_id=owner)
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.SIGN, decide)
