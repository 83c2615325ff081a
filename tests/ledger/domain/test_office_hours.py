"""Office time: what passes while the office is open."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.office_hours import (
    add_working_time,
    open_hours,
    working_time_between,
)
from services.ledger.domain.working_calendar import CHINA, WorkingCalendar, official_calendar

CALENDAR = official_calendar()
MOMENTS = st.builds(
    datetime.combine, st.dates(date(2020, 1, 1), date(2026, 11, 1)), st.times(), st.just(UTC)
)
SPANS = st.timedeltas(timedelta(), timedelta(hours=60))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def test_a_working_day_has_seven_hours_in_two_parts() -> None:
    assert open_hours(CALENDAR, date(2026, 11, 23)) == [
        (at(23, 9), at(23, 12)),
        (at(23, 13, 30), at(23, 17, 30)),
    ]


def test_a_day_off_has_none_and_a_make_up_saturday_has_all() -> None:
    assert open_hours(CALENDAR, date(2026, 11, 22)) == []
    assert len(open_hours(CALENDAR, date(2026, 10, 10))) == 2


def test_what_ends_when_the_office_closes_does_not_wait_for_the_morning() -> None:
    assert add_working_time(CALENDAR, at(23, 9), timedelta(hours=7)) == at(23, 17, 30)
    assert add_working_time(CALENDAR, at(27, 17, 29), timedelta(minutes=2)) == at(30, 9, 1)


def test_nights_and_weekends_take_no_time() -> None:
    assert working_time_between(CALENDAR, at(27, 17, 30), at(30, 9)) == timedelta()
    assert working_time_between(CALENDAR, at(23, 11), at(23, 14)) == timedelta(hours=1, minutes=30)


@given(moment=MOMENTS, span=SPANS)
def test_what_is_added_is_what_lies_between(moment: datetime, span: timedelta) -> None:
    assert working_time_between(CALENDAR, moment, add_working_time(CALENDAR, moment, span)) == span


@given(moment=MOMENTS, one=SPANS, other=SPANS)
def test_adding_twice_is_adding_the_sum(moment: datetime, one: timedelta, other: timedelta) -> None:
    there = add_working_time(CALENDAR, add_working_time(CALENDAR, moment, one), other)
    gap = working_time_between(CALENDAR, there, add_working_time(CALENDAR, moment, one + other))
    assert gap == timedelta()


@given(one=MOMENTS, other=MOMENTS)
def test_the_way_back_is_negative(one: datetime, other: datetime) -> None:
    there = working_time_between(CALENDAR, one, other)
    assert there == -working_time_between(CALENDAR, other, one)


def test_working_time_is_counted_forwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_time(CALENDAR, at(23, 9), timedelta(minutes=-1))


def test_hours_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="in this order"):
        WorkingCalendar("x", {}, frozenset(), frozenset(), opens=time(13))
