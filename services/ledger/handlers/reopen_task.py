"""Taking a closed task up again 重新办理, with a clock of its own. The note is the reason."""

from datetime import datetime

from services.ledger.domain.deadline import deadline
from services.ledger.domain.task import Action, Task, reopen
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.assigning import assigned
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskReopened


async def reopen_task(ledger: Ledger, clock: Clock, act: Act) -> Task:
    """The task as it is then.

    Publishes: TaskReopened.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task = subject.task
        book = subject.rulebook
        due = deadline(book.rule_of(task), now, book.calendar)
        to = assigned(due, task.unit_code or "", task.owner_id)
        after = reopen(task, act.actor, act.note, to, now, book.limits)
        told = TaskReopened(
            **about(subject, after.unit_code),
            reopened_at=now,
            due_at=due.due_at,
            due_basis_zh=due.basis_zh,
            due_basis_en=due.basis_en,
            cycle=after.cycle,
            reason=act.note,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.REOPEN, decide)
