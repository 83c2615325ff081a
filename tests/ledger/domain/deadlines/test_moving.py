"""Where a due date is after extensions and pauses: arithmetic that has to hold for any of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.ledger.domain.actor import Actor
from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadline_rules import LICENCE, ORDINARY, DeadlineRule, Unit
from services.ledger.domain.deadlines.moving import after_pause, due_now
from services.ledger.domain.deadlines.pausing import pause, resume
from services.ledger.domain.guards import Guard, Refused
from services.ledger.domain.limits import extended
from services.ledger.domain.records import Extension, Pause
from services.ledger.domain.states import State
from services.ledger.domain.task_facts import Task
from services.ledger.domain.vocabulary import Decision
from services.ledger.domain.working_calendar import CHINA, official_calendar

CALENDAR = official_calendar()
HEAD = Actor("huang-ting", "streets", frozenset({"unit_head"}))
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=CHINA) + timedelta(minutes=minutes)
)
RULES = st.builds(
    lambda amount, unit: DeadlineRule("r", amount, unit, "规则", "Rule", "依据", "source"),
    st.integers(1, 60),
    st.sampled_from(Unit),
)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=40))


def at(day: int, hour: int = 10, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def task(dispatched_at: datetime, **more: object) -> Task:
    return replace(
        Task("261123-000001-00", State.HANDLING, 3, unit_code="streets", owner_id="feng-yan"),
        dispatched_at=dispatched_at,
        **more,  # type: ignore[arg-type]
    )


@given(rule=RULES, start=MOMENTS)
def test_where_nothing_happened_it_is_the_deadline_of_the_rule(
    rule: DeadlineRule, start: datetime
) -> None:
    assert due_now(task(start), rule, CALENDAR) == deadline(rule, start, CALENDAR).due_at


@given(rule=RULES, start=MOMENTS, amount=st.integers(1, 30))
def test_an_extension_moves_it_forward_by_what_was_granted(
    rule: DeadlineRule, start: datetime, amount: int
) -> None:
    due = deadline(rule, start, CALENDAR).due_at
    granted = Extension(
        start, "zhang-wei", amount, "等配件", due, Decision.APPROVED, "head", start, unit=rule.unit
    )
    found = due_now(task(start, extensions=(granted,)), rule, CALENDAR)
    assert found == extended(due, amount, CALENDAR, rule.unit) > due
    refused = replace(granted, decision=Decision.REJECTED)
    assert due_now(task(start, extensions=(refused,)), rule, CALENDAR) == due


@given(rule=RULES, start=MOMENTS, later=SPANS, length=SPANS)
def test_a_pause_never_brings_the_date_forward_and_ends_before_it(
    rule: DeadlineRule, start: datetime, later: timedelta, length: timedelta
) -> None:
    due = deadline(rule, start, CALENDAR).due_at
    assume(start + later <= due)
    stood = Pause(start + later, "head", "听证", start + later + length, "head")
    moved = after_pause(due, stood, rule, CALENDAR)
    assert moved >= due
    assert moved >= stood.resumed_at  # type: ignore[operator]


@given(start=MOMENTS, later=SPANS, length=SPANS, days=st.integers(1, 30))
def test_working_days_before_and_after_a_pause_add_up_to_the_limit(
    start: datetime, later: timedelta, length: timedelta, days: int
) -> None:
    rule = DeadlineRule("r", days, Unit.WORKING_DAYS, "规则", "Rule", "依据", "source")
    due = deadline(rule, start, CALENDAR).due_at
    stopped, resumed = start + later, start + later + length
    on = CALENDAR.local_day(resumed)
    assume(stopped <= due and CALENDAR.is_working_day(on) and resumed <= CALENDAR.end_of(on))
    moved = after_pause(due, Pause(stopped, "head", "听证", resumed, "head"), rule, CALENDAR)
    used = CALENDAR.working_days_between(CALENDAR.local_day(start), CALENDAR.local_day(stopped))
    left = CALENDAR.working_days_between(CALENDAR.local_day(resumed), CALENDAR.local_day(moved))
    assert used + left == days


def test_what_goes_on_after_office_hours_of_its_last_day_has_the_next_working_day() -> None:
    due = deadline(LICENCE, at(2), CALENDAR).due_at
    assert due == at(30, 17).replace(minute=30)
    stood = Pause(at(30, 9), "head", "听证", at(30, 18), "head")
    assert after_pause(due, stood, LICENCE, CALENDAR) == at(1, 17, month=12).replace(minute=30)


@given(start=MOMENTS, later=SPANS)
def test_a_pause_within_a_day_changes_nothing_of_a_limit_in_days(
    start: datetime, later: timedelta
) -> None:
    due = deadline(LICENCE, start, CALENDAR).due_at
    noon = (start + later).replace(hour=10, minute=0)
    assume(start <= noon <= due)
    stood = Pause(noon, "head", "听证", noon + timedelta(hours=3), "head")
    assert after_pause(due, stood, LICENCE, CALENDAR) == due


def test_a_hearing_of_a_week_moves_a_licence_by_five_working_days() -> None:
    given_ = task(at(2), due_at=deadline(LICENCE, at(2), CALENDAR).due_at)
    stopped = pause(given_, HEAD, "举行听证", at(9), LICENCE)
    assert stopped.state is State.PAUSED
    assert stopped.due_at == given_.due_at  # the date stays until the clock goes on
    going = resume(stopped, HEAD, at(16), LICENCE, CALENDAR)
    assert going.state is State.HANDLING
    assert CALENDAR.local_day(given_.due_at or at(1)) == date(2026, 11, 30)
    assert CALENDAR.local_day(going.due_at or at(1)) == date(2026, 12, 7)
    assert going.original_due_at == given_.due_at


def test_a_clock_stops_only_where_the_rule_allows_it_with_a_reason_and_in_time() -> None:
    given_ = task(at(2), due_at=at(9, 17))
    for rule, reason, now, guard in [
        (ORDINARY, "举行听证", at(3), Guard.RULE_ALLOWS_PAUSE),
        (LICENCE, " ", at(3), Guard.REASON_IS_GIVEN),
        (LICENCE, "举行听证", at(10), Guard.PAUSED_BEFORE_DUE),
    ]:
        with pytest.raises(Refused) as refused:
            pause(given_, HEAD, reason, now, rule)
        assert refused.value.guard is guard
    owner = Actor("feng-yan", "streets", frozenset({"owner"}))
    with pytest.raises(Refused) as refused:
        pause(given_, owner, "举行听证", at(3), LICENCE)
    assert refused.value.guard is Guard.ACTOR_PAUSES
    with pytest.raises(Refused) as refused:
        resume(given_, HEAD, at(3), LICENCE, CALENDAR)
    assert refused.value.guard is Guard.STATE_IS_PAUSED
