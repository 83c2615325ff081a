"""Signing for a task 签收: the owner, or somebody of the unit, takes it on."""

from services.ledger.domain.task import Action, Task, sign
from services.ledger.handlers.acting import Act, find, write
from services.ledger.handlers.ports import Ledger
from shared.clock import Clock
from shared.events.ledger import TaskSigned


async def sign_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskSigned.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """
    async with ledger.work() as work:
        subject = await find(work, act)
        now = clock.now()
        signed = sign(subject.task, act.actor, now)
        event = TaskSigned(
            task_number=signed.number,
            complaint_number=subject.complaint_number,
            unit_code=signed.unit_code,
            signed_at=now,
            owner_id=signed.owner_id or act.actor.staff_id,
        )
        await write(work, act, Action.SIGN, subject.task, signed, [event], now)
    return signed
