"""Taking a closed task up again 重新办理, with a clock of its own. The note is the reason."""

from datetime import datetime

from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadline_rules import DeadlineRule
from services.ledger.domain.task import Action, Assignment, Task, reopen
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskReopened


async def reopen_task(
    ledger: Ledger, clock: Clock, act: Act, calendar: WorkingCalendar, rule: DeadlineRule
) -> Task:
    """The task as it is then.

    Publishes: TaskReopened.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task = subject.task
        due = deadline(rule, now, calendar)
        to = Assignment(
            task.unit_code or "", task.owner_id, due.due_at, due.rule_code, due.calendar_version
        )
        after = reopen(task, act.actor, act.note, to, now)
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
