"""A calendar file: read whole or refused with every fault; versions follow from what is in them."""

from datetime import date, datetime, time

import pytest

from services.ledger.domain.deadline import deadline, explain
from services.ledger.domain.deadline_rules import ORDINARY
from services.ledger.domain.deadlines.calendar_document import (
    announced_since,
    as_plain,
    from_plain,
    shipped,
)
from services.ledger.domain.deadlines.calendar_file import FaultyCalendar, read_amendment
from services.ledger.domain.working_calendar import CALENDAR_DATA, CHINA, DayKind, official_calendar

NOTICE = """
year = 2027
announced = true
sources = ["https://www.gov.cn/example"]
make_up = [2027-02-20]

[[off]]
first = 2027-01-01
last = 2027-01-03
zh = "元旦"
en = "New Year"

[[off]]
first = 2027-02-05
last = 2027-02-12
zh = "春节"
en = "Spring Festival"
"""
OFFICE = """
[office]
opens = 08:30:00
closes = 18:00:00
lunch = [12:00:00, 14:00:00]
source = "市政府令"

[[closure]]
first = 2026-11-26
last = 2026-11-27
zh = "搬迁"
en = "Moving house"
"""
DOCUMENT, VERSION = shipped()


def test_what_is_shipped_is_the_same_calendar_day_by_day() -> None:
    ours, theirs = DOCUMENT.calendar(VERSION), official_calendar()
    assert ours.version == theirs.version
    assert (ours.holidays, ours.make_up_days) == (theirs.holidays, theirs.make_up_days)
    assert (ours.opens, ours.closes, ours.lunch) == (theirs.opens, theirs.closes, theirs.lunch)


def test_a_document_survives_the_database() -> None:
    amended = DOCUMENT.amended(read_amendment(NOTICE)).amended(read_amendment(OFFICE))
    assert from_plain(as_plain(amended)) == amended
    assert from_plain(as_plain(amended)).version == amended.version != DOCUMENT.version


def test_a_notice_makes_its_year_certain_and_moves_what_ran_into_it() -> None:
    after = DOCUMENT.amended(read_amendment(NOTICE)).calendar("next")
    sent = datetime(2027, 2, 2, 10, tzinfo=CHINA)
    before = deadline(ORDINARY, sent, official_calendar())
    now = deadline(ORDINARY, sent, after)
    assert (before.due_day, before.provisional) == (date(2027, 2, 11), True)
    assert (now.due_day, now.provisional) == (date(2027, 2, 17), False)
    assert after.kind(date(2027, 2, 20)) is DayKind.MAKE_UP
    assert after.sources[2027] == ("https://www.gov.cn/example",)


def test_office_hours_and_closures_of_one_office() -> None:
    after = DOCUMENT.amended(read_amendment(OFFICE)).calendar("next")
    assert (after.opens, after.closes) == (time(8, 30), time(18))
    assert after.kind(date(2026, 11, 26)) is DayKind.CLOSED
    sent = datetime(2026, 11, 23, 10, tzinfo=CHINA)
    assert deadline(ORDINARY, sent, after).due_at == datetime(2026, 12, 2, 18, tzinfo=CHINA)
    notes = [step.note_zh for step in explain(ORDINARY, sent, after)]
    assert "搬迁，不办公，不计" in notes


def test_every_file_that_is_shipped_can_be_loaded() -> None:
    for path in CALENDAR_DATA.glob("*.toml"):
        (year,) = read_amendment(path.read_text("utf-8")).years
        assert DOCUMENT.years[year.year] == year
    assert list(announced_since(DOCUMENT).years) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("year = ", ""),
        ("", "year"),
        ("make_up = []", "year"),
        ("year = 1987\nannounced = false", "year"),
        ("year = 2027\nannounced = true", "sources"),
        ("year = 2027\nannounced = 1", "announced"),
        (
            "year = 2027\nannounced = false\nmake_up = [2027-01-02]\n"
            "[[off]]\nfirst = 2027-01-01\nlast = 2027-01-03\nzh = 'a'\nen = 'b'",
            "make_up[0]",
        ),
        ("year = 2027\nannounced = false\nmake_up = [2026-02-21]", "off"),
        (
            "year = 2027\nannounced = false\n[[off]]\nfirst = 2027-01-02\nlast = 2027-01-01",
            "off[0]",
        ),
        ("[office]\nopens = 18:00:00\ncloses = 09:00:00", "office"),
        ("[office]\nopens = 09:00:00", "office"),
        ("year = 2027\nannounced = false\nholidays = []", "holidays"),
        ("[[closure]]\nfirst = 2027-01-01\nlast = 2028-01-01\nzh = 'a'\nen = 'b'", "closure[0]"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_of_the_fault(text: str, path: str) -> None:
    with pytest.raises(FaultyCalendar) as refused:
        read_amendment(text)
    assert path in [fault.path for fault in refused.value.faults]
    assert all(fault.zh and fault.en for fault in refused.value.faults)
