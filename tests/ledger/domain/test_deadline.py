"""When a task is due, and the words that say why."""

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.deadline import ORDINARY, DeadlineRule, deadline, explain
from services.ledger.domain.working_calendar import CHINA, assemble, official_calendar, read_year

CALENDAR = official_calendar()
MOMENTS = st.builds(
    datetime.combine, st.dates(date(2007, 1, 1), date(2027, 12, 1)), st.times(), st.just(UTC)
)


def dispatched(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=CHINA)


def test_dispatched_on_monday_it_is_due_when_the_office_closes_next_monday() -> None:
    due = deadline(ORDINARY, dispatched(2026, 11, 23), CALENDAR)
    assert due.due_at == datetime(2026, 11, 30, 17, 30, tzinfo=CHINA)
    assert not due.provisional


def test_friday_evening_counts_from_monday() -> None:
    due = deadline(ORDINARY, dispatched(2026, 11, 27, 22), CALENDAR)
    assert due.due_day == date(2026, 12, 4)


def test_the_day_of_dispatch_is_the_civil_day_in_china() -> None:
    just_after_midnight = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 00:30 on the 24th in China
    assert deadline(ORDINARY, just_after_midnight, CALENDAR).due_day == date(2026, 12, 1)


def test_the_spring_festival_and_its_make_up_saturdays_are_respected() -> None:
    due = deadline(ORDINARY, dispatched(2026, 2, 12), CALENDAR)
    # Fri 13, Sat 14 made up, holiday until the 23rd, Tue 24, Wed 25, Thu 26
    assert due.due_day == date(2026, 2, 26)


def test_the_words_name_rule_source_and_dates_in_both_languages() -> None:
    due = deadline(ORDINARY, dispatched(2026, 11, 23), CALENDAR)
    assert "5 个工作日" in due.basis_zh
    assert "条例" in due.basis_zh
    assert "11月30日（周一） 17:30" in due.basis_zh
    assert "5 working days" in due.basis_en
    assert "due Mon 30 Nov at 17:30" in due.basis_en


def test_a_date_counted_through_an_unannounced_year_says_that_it_may_move() -> None:
    due = deadline(ORDINARY, dispatched(2026, 12, 28), CALENDAR)
    assert due.provisional
    assert "2027 年放假安排尚未公布" in due.basis_zh
    assert "Provisional" in due.basis_en


def test_the_explanation_counts_every_day_and_says_why_one_is_left_out() -> None:
    steps = explain(ORDINARY, dispatched(2026, 2, 12), CALENDAR)
    assert [step.count for step in steps if step.count] == [1, 2, 3, 4, 5]
    by_day = {step.day: step for step in steps}
    assert by_day[date(2026, 2, 12)].note_en == "day of dispatch, not counted"
    assert by_day[date(2026, 2, 14)].note_zh == "调休上班，第 2 个工作日"
    assert by_day[date(2026, 2, 17)].note_en == "Spring Festival, not counted"


def test_another_calendar_gives_another_answer() -> None:
    moved = read_year(
        "year = 2026\nannounced = true\nsources = []\nmake_up = [2026-11-28]\n[[off]]\n"
        'first = 2026-11-25\nlast = 2026-11-25\nzh = "停工"\nen = "closure"\n'
    )
    calendar = assemble([moved], version="test", closes=time(12))
    due = deadline(ORDINARY, dispatched(2026, 11, 23), calendar)
    assert due.due_at == datetime(2026, 11, 30, 12, tzinfo=CHINA)
    assert due.calendar_version == "test"


@given(moment=MOMENTS, days=st.integers(1, 20))
def test_due_is_after_dispatch_on_a_working_day_at_closing_time(
    moment: datetime, days: int
) -> None:
    rule = DeadlineRule("any", days, "规则", "Rule", "依据", "source")
    due = deadline(rule, moment, CALENDAR)
    assert due.due_at > moment
    assert CALENDAR.is_working_day(due.due_day)
    assert due.due_at.astimezone(CHINA).time() == time(17, 30)
    assert [step.count for step in explain(rule, moment, CALENDAR) if step.count][-1] == days
