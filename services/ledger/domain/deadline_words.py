"""The words that say how a due moment came about, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.ledger.domain.deadline_rules import IN_DAYS, DeadlineRule, Unit
from services.ledger.domain.working_calendar import DayKind, WorkingCalendar

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS_ZH = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日（自然日）",
    Unit.WORKING_HOURS: "个工作小时",
    Unit.HOURS: "小时",
    Unit.MINUTES: "分钟",
}
_UNITS_EN = {
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "calendar day",
    Unit.WORKING_HOURS: "working hour",
    Unit.HOURS: "hour",
    Unit.MINUTES: "minute",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a due moment is what it is; `provisional` while a notice that is to come may move it."""

    zh: str
    en: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the count. `count` is the number of the day, None for a day that does not count."""

    day: date
    kind: DayKind
    count: int | None
    note_zh: str
    note_en: str


def basis_of(
    rule: DeadlineRule, start: datetime, due_at: datetime, calendar: WorkingCalendar
) -> Basis:
    """The rule with its source, from when it counts, until when."""
    told = _in_days if rule.unit in IN_DAYS else _in_time
    zh, en = told(rule, start, due_at, calendar)
    first, last = calendar.local_day(start), calendar.local_day(due_at)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    if rule.unit in (Unit.HOURS, Unit.MINUTES) or not any(map(calendar.is_provisional, days)):
        return Basis(zh, en, provisional=False)
    year = _unannounced(days, calendar)
    return Basis(
        zh + f"{year} 年放假安排尚未公布，此为暂定日期，公布后重新计算。",
        en
        + f" Provisional: the holidays of {year} are not announced yet; recomputed when they are.",
        provisional=True,
    )


def limit_zh(rule: DeadlineRule) -> str:
    """`5 个工作日`."""
    return f"{rule.amount} {_UNITS_ZH[rule.unit]}"


def limit_en(rule: DeadlineRule) -> str:
    """`5 working days`."""
    return f"{rule.amount} {_UNITS_EN[rule.unit]}{'' if rule.amount == 1 else 's'}"


def first_step(day: date, calendar: WorkingCalendar) -> Step:
    """The day of dispatch."""
    return Step(day, calendar.kind(day), None, "派出当日，不计", "day of dispatch, not counted")


def step_of(day: date, count: int, rule: DeadlineRule, calendar: WorkingCalendar) -> Step:
    """A day after it; `count` is how many days have counted, this one included."""
    if rule.unit is Unit.WORKING_DAYS:
        return _working_step(day, count, calendar)
    kind = calendar.kind(day)
    if count < rule.amount or (count == rule.amount and calendar.is_working_day(day)):
        return Step(day, kind, count, f"第 {count} 日", f"day {count}")
    if calendar.is_working_day(day):
        note = "期限最后一日放假，顺延到这一天", "the last day was a day off: this day instead"
        return Step(day, kind, None, *note)
    return Step(day, kind, None, "放假，顺延", "a day off, the next working day counts")


def day_zh(day: date) -> str:
    """`11月23日（周一）`."""
    return f"{day.month}月{day.day}日（周{_WEEKDAYS_ZH[day.weekday()]}）"


def day_en(day: date) -> str:
    """`Mon 23 Nov`."""
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"


def _in_days(
    rule: DeadlineRule, start: datetime, due_at: datetime, calendar: WorkingCalendar
) -> tuple[str, str]:
    first, last, closes = (
        calendar.local_day(start),
        calendar.local_day(due_at),
        f"{calendar.closes:%H:%M}",
    )
    zh = (
        f"{rule.name_zh} {limit_zh(rule)}（{rule.source_zh}）："
        f"{day_zh(first)}派出，次日起算，到{day_zh(last)} {closes} 止。"
    )
    en = (
        f"{rule.name_en}: {limit_en(rule)} ({rule.source_en}). "
        f"Dispatched {day_en(first)}, counted from the next day, due {day_en(last)} at {closes}."
    )
    return zh, en


def _in_time(
    rule: DeadlineRule, start: datetime, due_at: datetime, calendar: WorkingCalendar
) -> tuple[str, str]:
    first, last = start.astimezone(calendar.zone), due_at.astimezone(calendar.zone)
    working = rule.unit is Unit.WORKING_HOURS
    zh = (
        f"{rule.name_zh} {limit_zh(rule)}（{rule.source_zh}）："
        f"{day_zh(first.date())} {first:%H:%M} 派出，即时起算{'，只计上班时间' if working else ''}，"
        f"到{day_zh(last.date())} {last:%H:%M} 止。"
    )
    en = (
        f"{rule.name_en}: {limit_en(rule)} ({rule.source_en}). "
        f"Dispatched {day_en(first.date())} at {first:%H:%M}, counted from that moment"
        f"{', in office hours only' if working else ''}, due {day_en(last.date())} at {last:%H:%M}."
    )
    return zh, en


def _unannounced(days: Sequence[date], calendar: WorkingCalendar) -> int:
    """The first year whose notice is missing for these days."""
    day = next(filter(calendar.is_provisional, days))
    return day.year if day.year not in calendar.announced_years else day.year + 1


def _working_step(day: date, count: int, calendar: WorkingCalendar) -> Step:
    kind = calendar.kind(day)
    if kind is DayKind.WORKING:
        return Step(day, kind, count, f"第 {count} 个工作日", f"working day {count}")
    if kind is DayKind.MAKE_UP:
        return Step(
            day, kind, count, f"调休上班，第 {count} 个工作日", f"make-up working day, no. {count}"
        )
    if kind is DayKind.CLOSED:
        name = calendar.closures[day]
        return Step(
            day, kind, None, f"{name.zh}，不办公，不计", f"{name.en}, office closed, not counted"
        )
    if kind is DayKind.HOLIDAY:
        name = calendar.holidays[day]
        return Step(day, kind, None, f"{name.zh}放假，不计", f"{name.en}, not counted")
    return Step(day, kind, None, "周末，不计", "weekend, not counted")
