"""The light of a deadline: colour and words, in working days."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.ledger.domain.deadlines.rulebook import usual_rulebook
from services.ledger.domain.light import Colour, light
from services.ledger.domain.task import State, Task
from services.ledger.domain.working_calendar import CHINA

DUE = datetime(2026, 11, 30, 17, 30, tzinfo=CHINA)  # a Monday
TASK = Task("261123-000001-00", State.DISPATCHED, 2, dispatched_at=DUE, due_at=DUE)


def seen(now: datetime, task: Task = TASK) -> tuple[Colour, str, str]:
    shown = light(task, now, usual_rulebook())
    return shown.colour, shown.zh, shown.en


@pytest.mark.parametrize(
    ("before", "colour", "zh", "en"),
    [
        (timedelta(days=7), Colour.GREEN, "还剩 5 个工作日", "5 working days left"),
        (timedelta(days=3), Colour.AMBER, "还剩 1 个工作日", "1 working day left"),
        (timedelta(days=1), Colour.AMBER, "还剩 1 个工作日", "1 working day left"),
        (timedelta(hours=2), Colour.AMBER, "今天到期", "due today"),
        (timedelta(hours=-2), Colour.RED, "今天已逾期", "late since today"),
        (timedelta(days=-1), Colour.RED, "逾期 1 个工作日", "1 working day late"),
        (timedelta(days=-7), Colour.RED, "逾期 5 个工作日", "5 working days late"),
    ],
)
def test_it_counts_working_days(before: timedelta, colour: Colour, zh: str, en: str) -> None:
    assert seen(DUE - before) == (colour, zh, en)


def test_in_the_tray_no_clock_runs() -> None:
    assert seen(DUE, Task("261123-000001-00"))[0] is Colour.NONE


def test_the_report_stops_the_clock() -> None:
    reported = replace(TASK, state=State.REPORTED, reported_at=DUE - timedelta(days=3))
    assert seen(DUE + timedelta(days=30), reported) == (
        Colour.DONE,
        "已报告，按时",
        "reported on time",
    )


def test_a_late_report_stays_late_after_closing() -> None:
    closed = replace(TASK, state=State.CLOSED, reported_at=DUE + timedelta(days=2), closed_at=DUE)
    assert seen(DUE, closed)[1:] == ("已办结，逾期 2 个工作日", "closed, 2 working days late")


def test_an_hour_late_is_late() -> None:
    reported = replace(TASK, state=State.REPORTED, reported_at=DUE + timedelta(hours=1))
    assert seen(DUE, reported)[1:] == ("已报告，逾期不到一天", "reported, less than a day late")
