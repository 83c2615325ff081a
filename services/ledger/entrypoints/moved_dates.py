"""Why a due date is no longer the one first promised, in words."""

from services.ledger.domain.deadline_words import day_en, day_zh
from services.ledger.domain.task import Decision, Task
from services.ledger.domain.working_calendar import WorkingCalendar
from shared.language import Text


def moved(task: Task, calendar: WorkingCalendar) -> Text | None:
    """The first date, what was granted, and the date that holds; None where it never moved."""
    if task.original_due_at is None or task.due_at is None:
        return None
    first, now = calendar.local_day(task.original_due_at), calendar.local_day(task.due_at)
    approved = (each for each in task.extensions if each.decision is Decision.APPROVED)
    days = sum(each.working_days for each in approved)
    why = Text("", "")
    if days:
        why = Text(f"，批准延期共 {days} 个工作日", f"; {days} working days granted since")
    if task.cycle > 1:
        why = Text(
            f"{why.zh}，重新办理后另起期限", f"{why.en}; taken up again with a date of its own"
        )
    return Text(
        f"最初承诺{day_zh(first)}{why.zh}，现在是{day_zh(now)}。",
        f"First promised for {day_en(first)}{why.en}. It is now {day_en(now)}.",
    )
