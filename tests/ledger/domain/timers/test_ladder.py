"""On which rung a due date stands at a moment: one at most, by working days, make-up days, holidays."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.domain.timers.ladder import BEGINNING, asked_before, ladder
from services.ledger.domain.working_calendar import CHINA, official_calendar

CALENDAR = official_calendar()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DUE = datetime(2026, 11, 30, 17, 30, tzinfo=CHINA)
"""A Monday."""


def china(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)


def called(now: datetime, due: datetime = DUE, dispatched: datetime = LONG_AGO) -> list[str]:
    """The alarms that call for a task that is due then; in the code one at most."""
    return [
        rung.alarm.key
        for rung in ladder(now, CALENDAR, Thresholds())
        if rung.since <= due < rung.until and dispatched < rung.dispatched_before
    ]


@pytest.mark.parametrize(
    ("now", "alarm"),
    [
        ("2026-11-27 08:59", []),
        ("2026-11-27 09:00", ["due_soon"]),
        ("2026-11-29 12:00", ["due_soon"]),
        ("2026-11-30 08:59", ["due_soon"]),
        ("2026-11-30 09:00", ["due_today"]),
        ("2026-11-30 17:30", ["due_today"]),
        ("2026-11-30 17:31", ["overdue"]),
        ("2026-12-01 08:59", ["overdue"]),
        ("2026-12-01 09:00", ["escalated_1"]),
        ("2026-12-03 08:59", ["escalated_1"]),
        ("2026-12-03 09:00", ["escalated_3"]),
        ("2026-12-06 12:00", ["escalated_3"]),
        ("2026-12-07 09:00", ["escalated_5"]),
        ("2027-03-01 09:00", ["escalated_5"]),
    ],
)
def test_the_rungs_of_a_task_due_on_a_monday(now: str, alarm: list[str]) -> None:
    assert called(china(now)) == alarm


def test_a_holiday_week_counts_for_nothing_and_a_make_up_saturday_for_a_day() -> None:
    before = china("2026-09-30 17:30")  # National Day: 1-7 October off, Saturday the 10th worked
    assert called(china("2026-10-07 12:00"), before) == ["overdue"]
    assert called(china("2026-10-08 09:00"), before) == ["escalated_1"]
    assert called(china("2026-10-10 09:00"), before) == ["escalated_3"]


def test_a_date_in_a_long_holiday_is_announced_before_it_begins() -> None:
    due = china("2026-05-03 12:00")
    assert called(china("2026-04-30 09:00"), due) == ["due_soon"]
    assert called(china("2026-04-28 09:00"), due) == []


def test_nobody_is_reminded_of_a_date_that_was_told_with_the_task_that_morning() -> None:
    now = china("2026-11-30 11:05")
    assert called(now, DUE, dispatched=china("2026-11-30 11:00")) == []
    assert called(now, DUE, dispatched=china("2026-11-30 08:00")) == ["due_today"]
    assert called(china("2026-11-30 17:31"), DUE, china("2026-11-30 11:00")) == ["overdue"]


MOMENTS = st.integers(0, 359 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 5, tzinfo=CHINA) + timedelta(minutes=minutes)
)


@given(MOMENTS, st.integers(-20 * 24 * 60, 20 * 24 * 60))
def test_every_due_date_is_on_one_rung_at_most_and_its_day_count_is_right(
    now: datetime, minutes: int
) -> None:
    due = now + timedelta(minutes=minutes)
    keys = called(now, due)
    assert len(keys) <= 1
    assert (due < now) == any(key in ("overdue", *_escalations()) for key in keys)
    opened = now if now.hour >= 9 else now - timedelta(days=1)
    late = -CALENDAR.working_days_between(CALENDAR.local_day(opened), due.date())
    if due < now:
        expected = max((n for n in (1, 3, 5) if n <= late), default=0)
        assert keys == [f"escalated_{expected}" if expected else "overdue"]
    elif due.date() == opened.date():
        assert keys == ["due_today"]
    else:
        assert keys == (["due_soon"] if late >= -1 else [])


@given(MOMENTS)
def test_the_ranges_touch_and_do_not_overlap(now: datetime) -> None:
    rungs = ladder(now, CALENDAR, Thresholds())
    assert rungs[-1].since == BEGINNING
    for later, earlier in pairwise(rungs):
        assert earlier.until == later.since


@pytest.mark.parametrize(
    ("now", "asked", "waited_too_long"),
    [
        ("2026-11-27 17:30", "2026-11-26 10:00", False),
        ("2026-11-27 17:31", "2026-11-26 10:00", True),
        ("2026-11-29 12:00", "2026-11-27 10:00", False),
        ("2026-11-30 17:31", "2026-11-27 10:00", True),
    ],
)
def test_a_return_is_to_be_decided_by_the_end_of_the_next_working_day(
    now: str, asked: str, waited_too_long: bool
) -> None:
    limit = asked_before(china(now), CALENDAR, Thresholds())
    assert (china(asked) < limit) is waited_too_long


@pytest.mark.parametrize("wrong", [{"soon": 0}, {"to_head": 3}, {"again": 2}])
def test_thresholds_that_do_not_grow_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"threshold|escalation"):
        Thresholds(**wrong)


def _escalations() -> list[str]:
    return [alarm.key for alarm in Thresholds().escalations]
