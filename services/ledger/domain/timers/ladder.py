"""Which due dates call for what at a moment: ranges, so that a database finds the tasks as a set.

Alarms that belong to a day are raised when the office opens on it, lateness at the due moment. A task is
on one rung only, so whoever was away for days hears once, of how it stands now.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate

from services.ledger.domain.timers.alarms import (
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    Alarm,
    Thresholds,
)
from services.ledger.domain.working_calendar import WorkingCalendar

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any due date."""
REACH = 800
"""Days back and ahead that half of the time is counted in: longer than any limit with its extensions."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rung:
    """An alarm for tasks that are due from `since` until before `until`.

    `dispatched_before`: a task that was sent later was told its date when the alarm's hour had passed.
    """

    alarm: Alarm
    since: datetime
    until: datetime
    dispatched_before: datetime


def ladder(now: datetime, calendar: WorkingCalendar, thresholds: Thresholds) -> tuple[Rung, ...]:
    """The rungs at a moment, the latest due dates first; ranges do not overlap, empty ones are left out."""
    day = _last_opened(now, calendar)
    opened = calendar.moment(_latest_working_day(day, calendar), calendar.opens)
    tomorrow = max(now, _midnight_after(day, calendar))
    # Up to the working day after: a date on a holiday is not to be missed because nobody works before it.
    marks = [
        Rung(DUE_SOON, tomorrow, _not_soon(day, calendar, thresholds), opened),
        Rung(DUE_TODAY, now, tomorrow, opened),
    ]
    alarm, until = OVERDUE, now
    for following in thresholds.escalations:
        late = days_ago(following.working_days, day, calendar)
        since = _midnight_after(late, calendar)
        marks.append(Rung(alarm, since, until, now))
        alarm, until = following, since
    marks.append(Rung(alarm, BEGINNING, until, now))
    return tuple(rung for rung in marks if rung.since < rung.until)


@dataclass(frozen=True, slots=True)
class HalfTime:
    """Tasks half of whose time is over: due from `since`, sent before `dispatched_before`.

    `due_before`: for each day that a task can have been sent on, from `first_day`, before when it is due.
    """

    since: datetime
    dispatched_before: datetime
    first_day: date
    due_before: Sequence[datetime]


def half_time(now: datetime, calendar: WorkingCalendar, thresholds: Thresholds) -> HalfTime:
    """Half of the working days from dispatch to due day have begun, and it is not due soon yet."""
    day = _last_opened(now, calendar)
    opened = calendar.moment(_latest_working_day(day, calendar), calendar.opens)
    since = _not_soon(day, calendar, thresholds)
    return HalfTime(since, opened, day - timedelta(days=REACH), _due_before(day, calendar))


@lru_cache(maxsize=2)
def _due_before(day: date, calendar: WorkingCalendar) -> tuple[datetime, ...]:
    """As many working days again as have begun since each day: what is due by then is at half its time."""
    days = [day + timedelta(days=offset) for offset in range(-REACH, REACH + 1)]
    counts = list(accumulate(map(calendar.is_working_day, days)))
    today = counts[REACH]
    last = (days[bisect_right(counts, 2 * today - each) - 1] for each in counts[: REACH + 1])
    return tuple(_midnight_after(each, calendar) for each in last)


def _not_soon(day: date, calendar: WorkingCalendar, thresholds: Thresholds) -> datetime:
    """From when on a due date is not soon."""
    # Up to the working day after: a date on a holiday is not to be missed because nobody works before it.
    return calendar.moment(calendar.add_working_days(day, thresholds.soon + 1), time.min)


def as_first_told(alarm: Alarm, due_at: datetime, when_it_began: Sequence[Rung]) -> Alarm:
    """What was that late already when the clock began to watch is told, and passed up to nobody."""
    stood = (rung.alarm for rung in when_it_began if rung.since <= due_at < rung.until)
    return OVERDUE if alarm.to and next(stood, None) == alarm else alarm


def asked_before(now: datetime, calendar: WorkingCalendar, thresholds: Thresholds) -> datetime:
    """Requests made before this moment have waited longer than they may."""
    today = calendar.local_day(now)
    over = today if now > calendar.end_of(today) else today - _DAY
    return _midnight_after(days_ago(thresholds.return_answer, over, calendar), calendar)


def days_ago(count: int, day: date, calendar: WorkingCalendar) -> date:
    """The latest day since which so many working days have begun, `day` included."""
    while count:
        count -= calendar.is_working_day(day)
        day -= _DAY
    return day


def _last_opened(now: datetime, calendar: WorkingCalendar) -> date:
    """Today from the hour the office opens on, or would open on; before it yesterday."""
    today = calendar.local_day(now)
    return today if now >= calendar.moment(today, calendar.opens) else today - _DAY


def _latest_working_day(day: date, calendar: WorkingCalendar) -> date:
    while not calendar.is_working_day(day):
        day -= _DAY
    return day


def _midnight_after(day: date, calendar: WorkingCalendar) -> datetime:
    return calendar.moment(day + _DAY, time.min)
