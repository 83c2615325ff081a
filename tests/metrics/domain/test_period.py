"""Days are China's, a period includes its last day, and nothing after now is counted."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.domain.period import Grain, Period, beginning, next_step, today
from services.metrics.domain.presets import EVERYTHING, PRESETS, preset

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # half past midnight of the 24th in China
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_a_day_begins_at_midnight_in_china() -> None:
    day = Period(date(2026, 11, 24), date(2026, 11, 24))
    assert day.start == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert day.end == datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert today(NOW) == date(2026, 11, 24)


def test_a_period_that_lasts_is_counted_up_to_now() -> None:
    assert Period(date(2026, 11, 1), date(2026, 11, 30)).until(NOW) == NOW
    past = Period(date(2026, 11, 1), date(2026, 11, 2))
    assert past.until(NOW) == past.end


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    assert Period(date(2026, 11, 1), date(2026, 11, 30)).before() == Period(
        date(2026, 10, 2), date(2026, 10, 31)
    )


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("today", date(2027, 1, 15), date(2027, 1, 15)),
        ("7-days", date(2027, 1, 9), date(2027, 1, 15)),
        ("month", date(2027, 1, 1), date(2027, 1, 15)),
        ("last-month", date(2026, 12, 1), date(2026, 12, 31)),
        ("year", date(2027, 1, 1), date(2027, 1, 15)),
        ("last-year", date(2026, 1, 1), date(2026, 12, 31)),
        ("all", date(2020, 5, 6), date(2027, 1, 15)),
    ],
)
def test_named_periods(name: str, first: date, last: date) -> None:
    assert preset(name, date(2027, 1, 15), date(2020, 5, 6)) == Period(first, last)


def test_everything_is_today_while_there_is_nothing() -> None:
    assert preset(EVERYTHING, date(2027, 1, 15), None).days == 1


@given(DAYS, st.sampled_from(sorted(PRESETS)))
def test_every_named_period_is_in_order_and_ends_by_today(day: date, name: str) -> None:
    period = preset(name, day, None)
    assert period.first <= period.last <= day


@given(DAYS, st.integers(0, 1500), st.sampled_from(Grain))
def test_steps_cover_a_period_without_gap_or_overlap(day: date, length: int, grain: Grain) -> None:
    period = Period(day, date.fromordinal(day.toordinal() + length))
    steps = period.steps(grain)
    assert steps[0] <= period.first
    assert steps[-1] <= period.last < next_step(steps[-1], grain)
    assert all(beginning(step, grain) == step for step in steps)
    assert steps == sorted(set(steps))


def test_a_chart_has_at_most_about_eighty_steps() -> None:
    for length in range(1, 2000):
        period = Period(date(2020, 1, 1), date.fromordinal(date(2020, 1, 1).toordinal() + length))
        assert len(period.steps(period.grain())) <= 80
