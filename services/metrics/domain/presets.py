"""Periods that have a name: the last thirty days, this month, everything."""

from collections.abc import Callable
from datetime import date, timedelta

from services.metrics.domain.period import ONE_DAY, Period


def _last_days(days: int) -> Callable[[date], Period]:
    return lambda today: Period(today - timedelta(days=days - 1), today)


def _month(today: date) -> Period:
    return Period(today.replace(day=1), today)


def _last_month(today: date) -> Period:
    last = today.replace(day=1) - ONE_DAY
    return Period(last.replace(day=1), last)


def _year(today: date) -> Period:
    return Period(today.replace(month=1, day=1), today)


def _last_year(today: date) -> Period:
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


PRESETS: dict[str, Callable[[date], Period]] = {
    "today": _last_days(1),
    "7-days": _last_days(7),
    "30-days": _last_days(30),
    "90-days": _last_days(90),
    "month": _month,
    "last-month": _last_month,
    "year": _year,
    "last-year": _last_year,
}
"""By name: a function of the day it is."""

EVERYTHING = "all"
"""From the first complaint received; this one needs to know the records."""
USUAL = "30-days"


def preset(name: str, today: date, earliest: date | None) -> Period:
    """The period of that name. `earliest` is the first day anything was received, if anything was.

    Raises KeyError for a name that does not exist.
    """
    if name == EVERYTHING:
        return Period(min(earliest or today, today), today)
    return PRESETS[name](today)
