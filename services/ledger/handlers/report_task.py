"""Reporting: the unit says what came of it, what it did, and what the person may read."""

from services.ledger.domain.task import Action, Report, Task, report
from services.ledger.handlers.acting import Act, find, write
from services.ledger.handlers.ports import Ledger
from shared.clock import Clock
from shared.events.ledger import TaskReported


async def report_task(ledger: Ledger, clock: Clock, act: Act, given: Report) -> Task:
    """The task as it is then.

    Publishes: TaskReported.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """
    async with ledger.work() as work:
        subject = await find(work, act)
        now = clock.now()
        reported = report(subject.task, act.actor, given, now, subject.rulebook.limits)
        event = TaskReported(
            task_number=reported.number,
            complaint_number=subject.complaint_number,
            unit_code=reported.unit_code,
            reported_at=now,
            owner_id=reported.owner_id or act.actor.staff_id,
            result=given.result,
            public_reply=given.public_reply,
        )
        said = {"public_reply": given.public_reply}
        await write(work, act, Action.REPORT, subject.task, reported, [event], now, said)
        await work.keep_report(reported, given)
    return reported
