"""Writing a task off 销号. The note is the opinion."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, write_off
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskWrittenOff


async def write_off_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskWrittenOff.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        by = act.actor
        after = write_off(subject.task, by, act.note, now)
        told = TaskWrittenOff(
            **about(subject, after.unit_code),
            written_off_at=now,
            written_off_by=by.staff_id,
            opinion=act.note,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.WRITE_OFF, decide)
