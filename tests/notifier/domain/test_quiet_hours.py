"""When nobody is disturbed."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.domain.quiet_hours import QuietHours, parse_quiet_hours

NIGHT = QuietHours(time(21), time(8))
LUNCH = QuietHours(time(12), time(14))
YEAR_2100 = datetime.fromisoformat("2100-01-01")


@pytest.mark.parametrize(
    ("quiet", "at", "covered"),
    [
        (NIGHT, "20:59", False), (NIGHT, "21:00", True), (NIGHT, "00:00", True),
        (NIGHT, "07:59", True), (NIGHT, "08:00", False),
        (LUNCH, "11:59", False), (LUNCH, "12:00", True), (LUNCH, "14:00", False),
    ],
)  # fmt: skip
def test_the_beginning_is_quiet_and_the_end_is_not(
    quiet: QuietHours, at: str, covered: bool
) -> None:
    assert quiet.covers(datetime.fromisoformat(f"2026-11-23T{at}")) is covered


@given(st.times(), st.times(), st.datetimes(max_value=YEAR_2100))
def test_whatever_the_hours_they_end_within_a_day_at_a_moment_that_is_not_quiet(
    start: time, end: time, moment: datetime
) -> None:
    quiet = QuietHours(start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    over = quiet.over(moment)
    assert moment <= over <= moment + timedelta(days=1)
    assert not quiet.covers(over)


def test_none_are_none_and_nonsense_is_refused() -> None:
    assert parse_quiet_hours(" ") is None
    with pytest.raises(ValueError):  # noqa: PT011 - time's own words
        parse_quiet_hours("at night")
