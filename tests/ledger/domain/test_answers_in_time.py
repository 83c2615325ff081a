"""The figures of 2,816 real messages with official replies, reproduced from the calendar.

Source: TipDM 2020 C, attachment 4; due at the end of the n-th day after the day of the message.
"""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from services.ledger.domain.working_calendar import official_calendar

MESSAGES = (
    Path(__file__).parents[4]
    / "shared/data/tipdm2020c/att4_messages_with_official_replies_2816.csv"
)
CALENDAR = official_calendar()
pytestmark = pytest.mark.real_data

Due = Callable[[date, int], date]


@pytest.fixture(scope="module")
def messages() -> list[tuple[date, date]]:
    """Day of the message, day of the reply."""
    if not MESSAGES.exists():
        pytest.skip("../shared/data is not here")
    with MESSAGES.open(encoding="utf-8-sig", newline="") as file:
        return [(_day(row["time"]), _day(row["reply_time"])) for row in csv.DictReader(file)]


def _day(text: str) -> date:
    return datetime.fromisoformat(text.replace("/", "-")).date()


def monday_to_friday(start: date, count: int) -> date:
    while count:
        start += timedelta(days=1)
        count -= start.weekday() < 5
    return start


def calendar_days(start: date, count: int) -> date:
    return start + timedelta(days=count)


def in_time(messages: list[tuple[date, date]], due: Due, days: int) -> list[bool]:
    return [reply <= due(message, days) for message, reply in messages]


def test_answered_within_five_days(messages: list[tuple[date, date]]) -> None:
    assert len(messages) == 2816
    assert sum(in_time(messages, CALENDAR.add_working_days, 5)) == 1076
    assert sum(in_time(messages, monday_to_friday, 5)) == 1046
    assert sum(in_time(messages, calendar_days, 5)) == 796


@pytest.mark.parametrize(("days", "flipped"), [(5, 44), (10, 54)])
def test_monday_to_friday_gives_the_wrong_verdict(
    messages: list[tuple[date, date]], days: int, flipped: int
) -> None:
    right = in_time(messages, CALENDAR.add_working_days, days)
    wrong = in_time(messages, monday_to_friday, days)
    assert sum(one != other for one, other in zip(right, wrong, strict=True)) == flipped
