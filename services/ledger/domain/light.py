"""The deadline's light: its colour, and how many working days are left or late."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.task import CLOCK_RUNS, State, Task
from services.ledger.domain.working_calendar import WorkingCalendar


class Colour(StrEnum):
    """What the shared `light` macro draws."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"
    DONE = "done"
    NONE = "none"


NO_CLOCK = {
    State.ANSWERED: (Colour.DONE, "已当场答复", "answered on the spot"),
    State.DECLINED: (Colour.DONE, "不予受理", "declined"),
    State.MERGED: (Colour.DONE, "已并案", "merged"),
    State.WITHDRAWN: (Colour.DONE, "已撤回", "withdrawn"),
    State.PAUSED: (Colour.PAUSED, "计时暂停", "clock stopped"),
}
"""Ended without a unit's answer, or stopped: nothing is in time or late."""


@dataclass(frozen=True, slots=True)
class Light:
    """A colour with its words; `days` are working days left, negative when late, None without a clock."""

    colour: Colour
    zh: str
    en: str
    days: int | None = None


def light(task: Task, now: datetime, book: Rulebook) -> Light:
    """How the task stands at a moment. The clock ends with the report."""
    calendar = book.calendar
    if task.state in NO_CLOCK:
        return Light(*NO_CLOCK[task.state])
    if task.due_at is None:
        return Light(Colour.NONE, "未起算", "no clock yet")
    ended = now if task.state in CLOCK_RUNS else (task.reported_at or task.closed_at or now)
    days = _between(calendar, calendar.local_day(ended), calendar.local_day(task.due_at))
    late = ended > task.due_at
    if task.state not in CLOCK_RUNS:
        return _answered(task, days, late=late)
    if late:
        return _overdue(days)
    if days == 0:
        return Light(Colour.AMBER, "今天到期", "due today", 0)
    colour = Colour.AMBER if days <= book.limits.due_soon else Colour.GREEN
    return Light(colour, f"还剩 {days} 个工作日", f"{_days(days)} left", days)


@lru_cache(maxsize=4096)
def _between(calendar: WorkingCalendar, start: date, end: date) -> int:
    """Kept: the tasks of a list share their days, and a year late is two hundred days to count."""
    return calendar.working_days_between(start, end)


def _overdue(days: int) -> Light:
    if days == 0:
        return Light(Colour.RED, "今天已逾期", "late since today", 0)
    return Light(Colour.RED, f"逾期 {-days} 个工作日", f"{_days(-days)} late", days)


def _answered(task: Task, days: int, *, late: bool) -> Light:
    closed = task.state in (State.CLOSED, State.WRITTEN_OFF)
    zh, en = ("已办结", "closed") if closed else ("已报告", "reported")
    if late and days == 0:
        return Light(Colour.DONE, f"{zh}，逾期不到一天", f"{en}, less than a day late", 0)
    if late:
        return Light(
            Colour.DONE, f"{zh}，逾期 {-days} 个工作日", f"{en}, {_days(-days)} late", days
        )
    return Light(Colour.DONE, f"{zh}，按时", f"{en} on time", days)


def _days(count: int) -> str:
    return f"{count} working day" + ("" if count == 1 else "s")
