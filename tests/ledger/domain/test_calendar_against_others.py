"""Day by day the same as two calendars that others keep, for the years that all of them cover."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from services.ledger.domain.working_calendar import official_calendar

CALENDAR = official_calendar()
YEARS = range(2007, 2027)


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", YEARS)
def test_chinesecalendar_says_the_same_of_every_day(year: int) -> None:
    for day in days_of(year):
        assert CALENDAR.is_working_day(day) is chinese_calendar.is_workday(day), day


@pytest.mark.parametrize("year", YEARS)
def test_holidays_says_the_same_of_every_day(year: int) -> None:
    theirs = holidays.country_holidays("CN", years=year)
    for day in days_of(year):
        assert CALENDAR.is_working_day(day) is theirs.is_working_day(day), day


def test_what_nobody_knows_yet_is_said_to_be_provisional() -> None:
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(2027, 1, 4))
    assert CALENDAR.is_provisional(date(2027, 1, 4))
