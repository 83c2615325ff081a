"""When a failed attempt is repeated."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.domain.backoff import SPREAD, parse_schedule, wait_after

SCHEDULE = parse_schedule("30,120,600,1800")


@given(tries=st.integers(1, 4), chance=st.floats(0, 1))
def test_a_wait_is_the_schedules_within_the_spread(tries: int, chance: float) -> None:
    wait = wait_after(tries, SCHEDULE, chance)
    assert wait is not None
    assert abs(wait / SCHEDULE[tries - 1] - 1) <= SPREAD + 1e-6


def test_after_the_last_wait_there_is_no_further_attempt() -> None:
    assert wait_after(5, SCHEDULE, 0.5) is None
    assert wait_after(1, (), 0.5) is None


def test_while_another_means_is_left_it_is_given_up_after_three_attempts() -> None:
    waits = [wait_after(tries, SCHEDULE, 0.5, another_means_left=True) for tries in (1, 2, 3)]
    assert waits == [timedelta(seconds=30), timedelta(seconds=120), None]


@pytest.mark.parametrize("text", ["soon", "1,-2", "1;2"])
def test_what_is_no_schedule_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - float's own words
        parse_schedule(text)
