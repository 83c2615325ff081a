"""The event that tells others what the clock called for."""

from datetime import datetime
from typing import Any

from services.ledger.domain.task import Task
from services.ledger.domain.timers.alarms import Alarm, Escalation, Reason
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.acting import about
from services.ledger.handlers.ports import Subject
from shared.events.ledger import TaskEvent
from shared.events.task_timers import (
    TaskDueSoon,
    TaskEscalated,
    TaskOverdue,
    TaskReturnUnanswered,
    TaskStepLate,
)


def told(
    subject: Subject, after: Task, alarm: Alarm, now: datetime, calendar: WorkingCalendar
) -> TaskEvent:
    """The event of a task that is, after the alarm, as `after`."""
    common = {
        **about(subject, after.unit_code),
        "owner_id": after.owner_id,
        "noticed_at": now,
    }
    if alarm.reason in (Reason.UNSIGNED, Reason.UNCONTACTED):
        return _step_late(after, alarm, common)
    said = {**common, "due_at": after.due_at}
    match alarm.reason:
        case Reason.HALF_TIME | Reason.DUE_SOON | Reason.DUE_TODAY:
            left, half = _days_left(after, now, calendar), alarm.reason is Reason.HALF_TIME
            return TaskDueSoon(**said, working_days_left=left, half_time=half)
        case Reason.OVERDUE:
            return TaskOverdue(**said)
        case Reason.ESCALATED:
            return TaskEscalated(
                **said,
                working_days_late=-_days_left(after, now, calendar),
                escalated_to=alarm.to or Escalation.SUPERVISOR,
                level=after.supervision,
                raised=after.supervision is not subject.task.supervision,
            )
        case Reason.RETURN_UNANSWERED:
            asked = after.returns[-1]
            return TaskReturnUnanswered(
                **said,
                asked_at=asked.asked_at,
                reason=asked.reason,
                suggested_unit=asked.suggested_unit,
            )


def _step_late(task: Task, alarm: Alarm, common: dict[str, Any]) -> TaskStepLate:
    """Contacting is the first word until a bad rating has sent the task back."""
    unsigned = alarm.reason is Reason.UNSIGNED
    step = "sign" if unsigned else "contact" if task.redo_count else "first_word"
    moment = task.sign_by if unsigned else task.contact_by
    return TaskStepLate(**common, step=step, step_due_at=moment or common["noticed_at"])


def _days_left(task: Task, now: datetime, calendar: WorkingCalendar) -> int:
    """Working days until the due day; negative when it has passed."""
    due_day = calendar.local_day(task.due_at or now)
    return calendar.working_days_between(calendar.local_day(now), due_day)
