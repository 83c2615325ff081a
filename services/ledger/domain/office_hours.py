"""Time counted while the office is open: no nights, no lunch, no days off."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from services.ledger.domain.working_calendar import WorkingCalendar

Open = tuple[datetime, datetime]
"""From when to when, both aware."""


def open_hours(calendar: WorkingCalendar, day: date) -> list[Open]:
    """When the office is open that day, in order; empty on a day off."""
    if not calendar.is_working_day(day):
        return []
    opens, closes = calendar.moment(day, calendar.opens), calendar.end_of(day)
    if calendar.lunch is None:
        return [(opens, closes)]
    leaves, returns = (calendar.moment(day, at) for at in calendar.lunch)
    return [(opens, leaves), (returns, closes)]


def add_working_time(calendar: WorkingCalendar, moment: datetime, length: timedelta) -> datetime:
    """When that much of office time has passed after the moment.

    A span that is used up exactly when the office closes ends then, not the next morning. Raises
    ValueError for a negative length, OverflowError when the calendar has no working day for years.
    """
    if length < timedelta():
        raise ValueError("working time is counted forwards")
    for begins, ends in _hours_after(calendar, moment):
        if length <= ends - begins:
            return begins + length
        length -= ends - begins
    raise OverflowError(
        "the calendar has no office hours"
    )  # pragma: no cover - days_after raises first


def working_time_between(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """Office time from start to end; negative when the end is earlier."""
    if end < start:
        return -working_time_between(calendar, end, start)
    first = calendar.local_day(start)
    days = range((calendar.local_day(end) - first).days + 1)
    hours = chain.from_iterable(open_hours(calendar, first + timedelta(days=day)) for day in days)
    overlaps = (min(ends, end) - max(begins, start) for begins, ends in hours)
    return sum((each for each in overlaps if each > timedelta()), timedelta())


def _hours_after(calendar: WorkingCalendar, moment: datetime) -> Iterator[Open]:
    """What is left of the day's office hours after the moment, then those of the days after it."""
    today = calendar.local_day(moment)
    for begins, ends in open_hours(calendar, today):
        if ends > moment:
            yield max(begins, moment), ends
    for day in calendar.days_after(today):
        yield from open_hours(calendar, day)
