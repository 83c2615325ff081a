"""When a task is due: a pure function of the rule, the moment of dispatch and the calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from services.ledger.domain.deadline_rules import IN_DAYS, DeadlineRule, Unit
from services.ledger.domain.deadline_words import Basis, Step, basis_of, first_step, step_of
from services.ledger.domain.office_hours import add_working_time
from services.ledger.domain.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment and the words that justify it."""

    due_at: datetime
    due_day: date
    provisional: bool
    rule_code: str
    rule_revision: int
    calendar_version: str
    basis_zh: str
    basis_en: str


def deadline(rule: DeadlineRule, dispatched_at: datetime, calendar: WorkingCalendar) -> Deadline:
    """Due when the rule's time has passed after the dispatch, and why.

    Days: when the office closes on the n-th of them; the day of dispatch is the civil day in the
    calendar's zone and is not counted, whatever the hour (Civil Code §201). A limit in calendar days that
    would end on a day off ends on the next working day (Civil Code §203). Hours and minutes run from the
    very moment, working hours while the office is open.
    """
    if rule.unit in IN_DAYS:
        return _from_day(rule, calendar.local_day(dispatched_at), calendar)
    due_at = _after_time(rule, dispatched_at, calendar)
    return _justified(rule, dispatched_at, due_at, calendar)


def explain(rule: DeadlineRule, dispatched_at: datetime, calendar: WorkingCalendar) -> list[Step]:
    """Each day from the dispatch to the due day, in order; the first is the day of dispatch.

    Empty for a limit that is not counted in days.
    """
    if rule.unit not in IN_DAYS:
        return []
    start = calendar.local_day(dispatched_at)
    steps, count = [first_step(start, calendar)], 0
    for offset in range(1, (_due_day(rule, start, calendar) - start).days + 1):
        day = start + timedelta(days=offset)
        count += rule.unit is Unit.CALENDAR_DAYS or calendar.is_working_day(day)
        steps.append(step_of(day, count, rule, calendar))
    return steps


@lru_cache(maxsize=1024)
def _from_day(rule: DeadlineRule, start: date, calendar: WorkingCalendar) -> Deadline:
    due_at = calendar.end_of(_due_day(rule, start, calendar))
    return _justified(rule, calendar.end_of(start), due_at, calendar)


def _due_day(rule: DeadlineRule, start: date, calendar: WorkingCalendar) -> date:
    if rule.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(start, rule.amount)
    return calendar.next_working_day(start + timedelta(days=rule.amount))


def _after_time(rule: DeadlineRule, moment: datetime, calendar: WorkingCalendar) -> datetime:
    if rule.unit is Unit.WORKING_HOURS:
        return add_working_time(calendar, moment, rule.length)
    return (moment + rule.length).astimezone(calendar.zone)


def _justified(
    rule: DeadlineRule, start: datetime, due_at: datetime, calendar: WorkingCalendar
) -> Deadline:
    words: Basis = basis_of(rule, start, due_at, calendar)
    return Deadline(
        due_at=due_at,
        due_day=calendar.local_day(due_at),
        provisional=words.provisional,
        rule_code=rule.code,
        rule_revision=rule.revision,
        calendar_version=calendar.version,
        basis_zh=words.zh,
        basis_en=words.en,
    )
