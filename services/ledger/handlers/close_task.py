"""Closing: a dispatcher or supervisor who had no part in it has audited the report."""

from services.ledger.domain.task import Action, Result, Task, close
from services.ledger.handlers.acting import Act, find, write
from services.ledger.handlers.ports import Ledger
from shared.clock import Clock
from shared.events.ledger import TaskClosed


async def close_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskClosed.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """
    async with ledger.work() as work:
        subject = await find(work, act)
        now = clock.now()
        closed = close(subject.task, act.actor, now)
        event = TaskClosed(
            task_number=closed.number,
            complaint_number=subject.complaint_number,
            unit_code=closed.unit_code,
            closed_at=now,
            result=closed.result or Result.RESOLVED,
        )
        await write(work, act, Action.CLOSE, subject.task, closed, [event], now)
    return closed
