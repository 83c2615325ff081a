"""Working days as China counts them: weekends, holidays, make-up working days, and what is not known yet."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.working_calendar import CHINA, DayKind, official_calendar

CALENDAR = official_calendar()
FACTS = Path(__file__).parents[4] / "shared" / "data" / "ref_holiday_cn"
DAYS = st.dates(date(2007, 1, 1), date(2027, 12, 31))


def test_a_make_up_sunday_is_worked_and_a_holiday_thursday_is_not() -> None:
    assert CALENDAR.kind(date(2026, 1, 4)) is DayKind.MAKE_UP
    assert CALENDAR.kind(date(2026, 1, 1)) is DayKind.HOLIDAY
    assert CALENDAR.kind(date(2026, 1, 10)) is DayKind.WEEKEND
    assert CALENDAR.kind(date(2026, 1, 12)) is DayKind.WORKING


def test_the_first_working_day_after_a_long_holiday_is_a_saturday_when_it_is_made_up() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CALENDAR.add_working_days(date(2026, 10, 9), 1) == date(2026, 10, 10)  # a Saturday


def test_the_day_itself_is_never_counted() -> None:
    monday = date(2026, 11, 23)
    assert CALENDAR.add_working_days(monday, 0) == monday
    assert CALENDAR.add_working_days(monday, 1) == date(2026, 11, 24)


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add_working_days(date(2026, 11, 23), -1)


def test_the_office_closes_at_half_past_five_in_shanghai() -> None:
    assert CALENDAR.end_of(date(2026, 11, 30)) == datetime(2026, 11, 30, 17, 30, tzinfo=CHINA)


def test_2026_is_certain_until_the_last_week_of_december_and_2027_is_provisional() -> None:
    assert not CALENDAR.is_provisional(date(2026, 12, 25))
    assert CALENDAR.is_provisional(date(2026, 12, 30))  # the notice for 2027 may still move it
    assert CALENDAR.is_provisional(date(2027, 1, 4))


def test_what_the_law_fixes_holds_before_the_notice_is_out() -> None:
    assert not CALENDAR.is_working_day(date(2027, 1, 1))
    assert not CALENDAR.is_working_day(date(2027, 10, 1))


@given(start=DAYS, count=st.integers(1, 60))
def test_the_nth_working_day_is_worked_and_has_n_working_days_behind_it(
    start: date, count: int
) -> None:
    reached = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(reached)
    assert CALENDAR.working_days_between(start, reached) == count


@given(start=DAYS, first=st.integers(0, 30), second=st.integers(0, 30))
def test_counting_in_two_parts_gives_the_same_day(start: date, first: int, second: int) -> None:
    halfway = CALENDAR.add_working_days(start, first)
    assert CALENDAR.add_working_days(halfway, second) == CALENDAR.add_working_days(
        start, first + second
    )


@given(start=DAYS, later=st.integers(0, 40), count=st.integers(1, 30))
def test_starting_later_never_ends_earlier(start: date, later: int, count: int) -> None:
    delayed = start + timedelta(days=later)
    assert CALENDAR.add_working_days(start, count) <= CALENDAR.add_working_days(delayed, count)


@given(one=DAYS, other=DAYS)
def test_days_between_change_their_sign_with_the_direction(one: date, other: date) -> None:
    assert CALENDAR.working_days_between(one, other) == -CALENDAR.working_days_between(other, one)


@pytest.mark.real_data
@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_announced_day_is_as_the_notices_say(year: int) -> None:
    if not FACTS.exists():
        pytest.skip("../shared/data is not here")
    facts = json.loads((FACTS / f"{year}.json").read_text("utf-8"))
    assert facts["days"]
    for fact in facts["days"]:
        day = date.fromisoformat(fact["date"])
        assert CALENDAR.is_working_day(day) is not fact["isOffDay"], day


@pytest.mark.real_data
def test_nothing_is_a_holiday_or_made_up_that_no_notice_names() -> None:
    if not FACTS.exists():
        pytest.skip("../shared/data is not here")
    named = {
        date.fromisoformat(fact["date"])
        for year in range(2007, 2027)
        for fact in json.loads((FACTS / f"{year}.json").read_text("utf-8"))["days"]
    }
    ours = {day for day in {*CALENDAR.holidays, *CALENDAR.make_up_days} if day.year < 2027}
    assert ours == {day for day in named if day.year < 2027}
