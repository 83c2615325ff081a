"""When a task is due, and why: a pure function of the rule, the moment of dispatch and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from services.ledger.domain.working_calendar import DayKind, WorkingCalendar

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How long a kind of task may take, and who says so."""

    code: str
    working_days: int
    name_zh: str
    name_en: str
    source_zh: str
    source_en: str


ORDINARY = DeadlineRule(
    code="ordinary",
    working_days=5,
    name_zh="一般工单",
    name_en="Ordinary order",
    source_zh="安阳市12345条例第五十条、济南条例第二十四条",
    source_en="Anyang 12345 Regulation §50, Jinan Regulation §24",
)
"""The rule for an ordinary 12345 order. Source: 安阳市12345条例§50; 济南条例§24 (both 5 working days)."""

RULES = {rule.code: rule for rule in (ORDINARY,)}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment and the words that justify it."""

    due_at: datetime
    due_day: date
    provisional: bool
    rule_code: str
    calendar_version: str
    basis_zh: str
    basis_en: str


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the count. `count` is the number of the working day, None for a day not worked."""

    day: date
    kind: DayKind
    count: int | None
    note_zh: str
    note_en: str


def deadline(rule: DeadlineRule, dispatched_at: datetime, calendar: WorkingCalendar) -> Deadline:
    """Due when the office closes on the n-th working day after the day of dispatch.

    The day of dispatch is the civil day in the calendar's zone and is not counted, whatever the hour.
    """
    return _from_day(rule, calendar.local_day(dispatched_at), calendar)


def explain(rule: DeadlineRule, dispatched_at: datetime, calendar: WorkingCalendar) -> list[Step]:
    """Each day from the dispatch to the due day, in order; the first is the day of dispatch."""
    start = calendar.local_day(dispatched_at)
    due_day = calendar.add_working_days(start, rule.working_days)
    steps = [
        Step(start, calendar.kind(start), None, "派出当日，不计", "day of dispatch, not counted")
    ]
    count = 0
    for offset in range(1, (due_day - start).days + 1):
        day = start + timedelta(days=offset)
        count += calendar.is_working_day(day)
        steps.append(_step(day, count, calendar))
    return steps


@lru_cache(maxsize=256)
def _from_day(rule: DeadlineRule, start: date, calendar: WorkingCalendar) -> Deadline:
    due_day = calendar.add_working_days(start, rule.working_days)
    days = [start + timedelta(days=offset) for offset in range((due_day - start).days + 1)]
    provisional = any(map(calendar.is_provisional, days))
    basis_zh, basis_en = _basis(rule, start, due_day, calendar)
    if provisional:
        basis_zh += _provisional_zh(days, calendar)
        basis_en += _provisional_en(days, calendar)
    return Deadline(
        due_at=calendar.end_of(due_day),
        due_day=due_day,
        provisional=provisional,
        rule_code=rule.code,
        calendar_version=calendar.version,
        basis_zh=basis_zh,
        basis_en=basis_en,
    )


def _basis(
    rule: DeadlineRule, start: date, due_day: date, calendar: WorkingCalendar
) -> tuple[str, str]:
    closes = f"{calendar.closes:%H:%M}"
    zh = (
        f"{rule.name_zh} {rule.working_days} 个工作日（{rule.source_zh}）："
        f"{day_zh(start)}派出，次日起算，到{day_zh(due_day)} {closes} 止。"
    )
    en = (
        f"{rule.name_en}: {rule.working_days} working days ({rule.source_en}). "
        f"Dispatched {day_en(start)}, counted from the next day, due {day_en(due_day)} at {closes}."
    )
    return zh, en


def _unannounced(days: Sequence[date], calendar: WorkingCalendar) -> int:
    """The first year whose notice is missing for these days."""
    day = next(filter(calendar.is_provisional, days))
    return day.year if day.year not in calendar.announced_years else day.year + 1


def _provisional_zh(days: Sequence[date], calendar: WorkingCalendar) -> str:
    return f"{_unannounced(days, calendar)} 年放假安排尚未公布，此为暂定日期，公布后重新计算。"


def _provisional_en(days: Sequence[date], calendar: WorkingCalendar) -> str:
    year = _unannounced(days, calendar)
    return f" Provisional: the holidays of {year} are not announced yet; recomputed when they are."


def _step(day: date, count: int, calendar: WorkingCalendar) -> Step:
    kind = calendar.kind(day)
    if kind is DayKind.WORKING:
        return Step(day, kind, count, f"第 {count} 个工作日", f"working day {count}")
    if kind is DayKind.MAKE_UP:
        return Step(
            day, kind, count, f"调休上班，第 {count} 个工作日", f"make-up working day, no. {count}"
        )
    if kind is DayKind.HOLIDAY:
        name = calendar.holidays[day]
        return Step(day, kind, None, f"{name.zh}放假，不计", f"{name.en}, not counted")
    return Step(day, kind, None, "周末，不计", "weekend, not counted")


def day_zh(day: date) -> str:
    """`11月23日（周一）`."""
    return f"{day.month}月{day.day}日（周{_WEEKDAYS_ZH[day.weekday()]}）"


def day_en(day: date) -> str:
    """`Mon 23 Nov`."""
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
