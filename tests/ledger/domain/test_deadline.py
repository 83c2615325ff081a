"""When a task is due, and the words that say why."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.deadline import deadline, explain
from services.ledger.domain.deadline_rules import ORDINARY, RULES, DeadlineRule, Unit
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
    rule = DeadlineRule("any", days, Unit.WORKING_DAYS, "规则", "Rule", "依据", "source")
    due = deadline(rule, moment, CALENDAR)
    assert due.due_at > moment
    assert CALENDAR.is_working_day(due.due_day)
    assert due.due_at.astimezone(CHINA).time() == time(17, 30)
    assert [step.count for step in explain(rule, moment, CALENDAR) if step.count][-1] == days


def test_sixty_days_of_a_petition_are_calendar_days_and_end_on_a_working_day() -> None:
    due = deadline(RULES["petition"], dispatched(2026, 8, 5), CALENDAR)
    # the sixtieth day is 4 October, within the holiday that ends on the 7th
    assert due.due_day == date(2026, 10, 8)
    assert "60 日（自然日）" in due.basis_zh
    assert "60 calendar days" in due.basis_en
    steps = explain(RULES["petition"], dispatched(2026, 8, 5), CALENDAR)
    assert steps[60].day == date(2026, 10, 4)
    assert steps[-1].note_zh == "期限最后一日放假，顺延到这一天"


def test_hours_run_through_the_night_and_the_weekend() -> None:
    rule = DeadlineRule("day", 24, Unit.HOURS, "一昼夜", "A day and a night", "依据", "source")
    due = deadline(rule, dispatched(2026, 11, 27, 16), CALENDAR)
    assert due.due_at == dispatched(2026, 11, 28, 16)
    assert "24 小时" in due.basis_zh
    assert explain(rule, dispatched(2026, 11, 27, 16), CALENDAR) == []


def test_minutes_run_from_the_very_moment() -> None:
    due = deadline(RULES["urgent"], dispatched(2026, 11, 27, 23), CALENDAR)
    assert due.due_at == datetime(2026, 11, 27, 23, 20, tzinfo=CHINA)
    assert "counted from that moment, due Fri 27 Nov at 23:20" in due.basis_en


def test_working_hours_stop_at_lunch_and_at_night() -> None:
    rule = DeadlineRule("desk", 4, Unit.WORKING_HOURS, "窗口", "Window", "依据", "source")
    due = deadline(rule, dispatched(2026, 11, 27, 11), CALENDAR)
    assert due.due_at == datetime(2026, 11, 27, 16, 30, tzinfo=CHINA)
    late = deadline(rule, dispatched(2026, 11, 27, 16), CALENDAR)
    assert late.due_at == datetime(2026, 11, 30, 11, 30, tzinfo=CHINA)
    assert "只计上班时间" in late.basis_zh


def test_a_rule_without_any_time_is_no_rule() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        DeadlineRule("none", 0, Unit.HOURS, "规则", "Rule", "依据", "source")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
@given(moment=MOMENTS)
def test_every_rule_is_due_later_and_says_who_says_so(rule: DeadlineRule, moment: datetime) -> None:
    due = deadline(rule, moment, CALENDAR)
    assert due.due_at > moment
    assert rule.source_zh in due.basis_zh
    assert rule.source_en in due.basis_en
