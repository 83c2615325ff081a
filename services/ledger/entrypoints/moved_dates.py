"""Why a due date is no longer the one first promised, in words."""

from services.ledger.domain.deadline_words import day_en, day_zh
from services.ledger.domain.task import Decision, Task
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.entrypoints.deadlines.rule_words import UNIT_NAMES
from shared.language import Text


def moved(task: Task, calendar: WorkingCalendar) -> Text | None:
    """The first date, what was granted, and the date that holds; None where it never moved."""
    if task.original_due_at is None or task.due_at is None:
        return None
    first, now = calendar.local_day(task.original_due_at), calendar.local_day(task.due_at)
    why = _why(task)
    if task.cycle > 1:
        why = Text(
            f"{why.zh}，重新办理后另起期限", f"{why.en}; taken up again with a date of its own"
        )
    return Text(
        f"最初承诺{day_zh(first)}{why.zh}，现在是{day_zh(now)}。",
        f"First promised for {day_en(first)}{why.en}. It is now {day_en(now)}.",
    )


def _why(task: Task) -> Text:
    """What was granted, whether the clock stood; otherwise that the rules or the calendar changed."""
    approved = [each for each in task.extensions if each.decision is Decision.APPROVED]
    zh, en = "", ""
    if approved:
        unit = UNIT_NAMES[approved[-1].unit]
        count = sum(each.working_days for each in approved)
        zh, en = f"，批准延期共 {count} {unit.zh}", f"; {count} {unit.en} granted since"
    if any(each.resumed_at for each in task.pauses):
        zh, en = f"{zh}，计时暂停过", f"{en}; the clock was stopped meanwhile"
    if not zh and task.cycle == 1:
        return Text("，日历或规则变更后重新计算", "; recomputed since by a new calendar or rule")
    return Text(zh, en)
