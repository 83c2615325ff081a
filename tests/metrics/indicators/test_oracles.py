"""Figures that real bulletins printed, and figures counted by hand."""

from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.domain.period import Period
from services.metrics.domain.scope import By, Filters, Scope
from services.metrics.indicators import BY_CODE
from services.metrics.indicators.indicator import Value
from shared.events import task_acts, task_timers
from tests.metrics.conftest import Record, rows
from tests.metrics.events import (
    MONDAY,
    categories,
    closed,
    complaint,
    dispatched,
    notice,
    number,
    parked,
    registered,
    reported,
    retried,
    signed,
    whole_life,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NOVEMBER = Scope(Period(date(2026, 11, 1), date(2026, 11, 30)), MONDAY + 30 * DAY)


async def figure(engine: AsyncEngine, code: str, scope: Scope = NOVEMBER) -> Value:
    async with engine.connect() as connection:
        (whole,) = await BY_CODE[code].compute(connection, scope)
    return whole


async def groups(
    engine: AsyncEngine, code: str, by: By, scope: Scope = NOVEMBER
) -> dict[str | None, float | None]:
    async with engine.connect() as connection:
        values = await BY_CODE[code].compute(connection, scope, by)
    return {value.group: value.value for value in values}


async def test_ningguo_april_2022_597_of_601_on_time_and_all_closed(
    database: AsyncEngine, record: Record
) -> None:
    """Printed there: 按时办结率 99 %, 办结率 100 %."""
    lives = [
        whole_life(
            number(serial),
            due_in=5 * DAY,
            closed_after=(4 if serial < 597 else 6) * DAY,
        )
        for serial in range(601)
    ]
    await record([event for life in lives for event in life])
    on_time = await figure(database, "on_time_rate")
    assert (on_time.numerator, on_time.denominator, on_time.n) == (597, 601, 601)
    assert on_time.value == pytest.approx(0.993, abs=0.0005)
    closure = await figure(database, "closure_rate")
    assert (closure.numerator, closure.denominator, closure.value) == (601, 601, 1)


async def test_closed_in_the_very_moment_it_is_due_is_on_time(
    database: AsyncEngine, record: Record
) -> None:
    due = DAY
    await record(whole_life(number(1), due_in=due, closed_after=HOUR + due))
    await record(whole_life(number(2), due_in=due, closed_after=HOUR + due + timedelta(seconds=1)))
    assert (await figure(database, "on_time_rate")).numerator == 1


async def test_what_is_not_due_yet_is_neither_on_time_nor_late(
    database: AsyncEngine, record: Record
) -> None:
    await record(whole_life(number(1), due_in=90 * DAY))
    on_time = await figure(database, "on_time_rate")
    assert (on_time.value, on_time.denominator) == (None, 0)


async def test_percentiles_are_exact_and_negative_times_are_rejected_and_counted(
    database: AsyncEngine, record: Record
) -> None:
    for serial, hours in enumerate([1, 2, 3, 4, 10]):
        case = number(serial)
        signed_at = MONDAY + HOUR
        await record([dispatched(case, MONDAY), signed(case, signed_at)])
        await record([reported(case, signed_at + hours * HOUR)])
    await record([dispatched(number(9)), signed(number(9), MONDAY + 5 * HOUR)])
    await record([reported(number(9), MONDAY + 4 * HOUR)])
    stage = await figure(database, "sign_to_report")
    assert (stage.value, stage.n, stage.rejected) == (3, 5, 1)
    assert stage.p90 == pytest.approx(4 + 0.6 * 6)  # between the 4th and the 5th of five


async def test_a_small_month_counted_by_hand(database: AsyncEngine, record: Record) -> None:
    first, second, third = number(1), number(2), number(3)
    await record(whole_life(first, unit="water", channel="hotline", category_code="pipes"))
    await record([complaint(second, MONDAY + DAY, channel="web_form", category_code="leaks")])
    await record([registered(second, MONDAY + DAY, category_code="leaks")])
    await record([dispatched(second, MONDAY + DAY, unit="water", due_in=DAY)])
    await record([dispatched(second, MONDAY + 2 * DAY, version=4, unit="roads", due_in=DAY, hop=2)])
    await record([complaint(third, MONDAY - 40 * DAY, channel="hotline")])
    await record([notice("a"), notice("b", failed=True), notice("b", version=2), parked()])

    assert (await figure(database, "received")).value == 2
    assert (await figure(database, "dispatched")).value == 2
    assert (await figure(database, "closed")).value == 1
    assert (await figure(database, "open")).value == 2
    assert (await figure(database, "overdue")).value == 1
    first_hop = await figure(database, "first_hop_share")
    assert (first_hop.numerator, first_hop.denominator) == (1, 2)
    assert (await figure(database, "notices_delivered")).value == 2
    assert (await figure(database, "notices_failed")).value == 0
    assert (await figure(database, "parked")).value == 1
    await record([retried()])
    assert (await figure(database, "parked")).value == 0
    assert await groups(database, "open", By.UNIT) == {"-": 1, "roads": 1}
    assert await groups(database, "received", By.CHANNEL) == {"hotline": 1, "web_form": 1}
    assert await groups(database, "received", By.DAY) == {"2026-11-23": 1, "2026-11-24": 1}
    assert await groups(database, "received", By.WEEK) == {"2026-11-23": 2}
    assert await groups(database, "received", By.MONTH) == {"2026-11-01": 2}
    (plain,) = await rows(
        database,
        "SELECT count(*) FILTER (WHERE received_at >= '2026-11-01') AS received,"
        " count(*) FILTER (WHERE closed_at IS NULL) AS open FROM cases",
    )
    assert plain == {"received": 2, "open": 2}


async def test_open_and_overdue_day_by_day_are_what_they_were_at_the_end_of_each_day(
    database: AsyncEngine, record: Record
) -> None:
    """Received on the 23rd, due on the 24th at ten, closed on the 26th at nine."""
    await record([complaint(number(9), MONDAY - 40 * DAY)])
    await record(whole_life(number(1), due_in=DAY, closed_after=3 * DAY))
    scope = Scope(Period(date(2026, 11, 22), date(2026, 11, 27)), MONDAY + 30 * DAY)
    assert list((await groups(database, "open", By.DAY, scope)).values()) == [1, 2, 2, 2, 1, 1]
    assert list((await groups(database, "overdue", By.DAY, scope)).values()) == [0, 0, 1, 1, 0, 0]
    for day in range(22, 28):
        last_day = Scope(Period(date(2026, 11, 22), date(2026, 11, day)), scope.now)
        present = (await figure(database, "open", last_day)).value
        assert present == (await groups(database, "open", By.DAY, scope))[f"2026-11-{day}"]


async def test_a_day_is_a_day_in_china(database: AsyncEngine, record: Record) -> None:
    await record([complaint(number(1), MONDAY.replace(hour=16))])  # midnight there
    await record([complaint(number(2), MONDAY.replace(hour=15, minute=59))])
    assert await groups(database, "received", By.DAY) == {"2026-11-23": 1, "2026-11-24": 1}


async def test_a_filter_by_category_includes_those_below_it(
    database: AsyncEngine, record: Record
) -> None:
    await record([*categories()])
    await record([complaint(number(1), category_code="leaks")])
    await record([complaint(number(2), category_code="roads")])
    await record([complaint(number(3))])
    scope = Scope(NOVEMBER.period, NOVEMBER.now, Filters(category="city"))
    assert (await figure(database, "received", scope)).value == 1
    scope = Scope(NOVEMBER.period, NOVEMBER.now, Filters(category="-"))
    assert (await figure(database, "received", scope)).value == 1


async def test_a_closed_case_that_is_dispatched_again_is_open_again(
    database: AsyncEngine, record: Record
) -> None:
    await record(whole_life(number(1)))
    await record([dispatched(number(1), MONDAY + 4 * DAY, version=6, hop=2)])
    await record([closed(number(1), MONDAY + 3 * DAY)])  # the old closure, delivered once more
    assert (await figure(database, "closed")).value == 0
    assert (await figure(database, "open")).value == 1


async def test_ten_dispatched_three_asked_back_two_approved_four_extended(
    database: AsyncEngine, record: Record
) -> None:
    """Counted by hand."""
    about = [
        {"task_number": number(n), "complaint_number": number(n), "unit_code": "water"}
        for n in range(10)
    ]
    await record([event for n in range(10) for event in whole_life(number(n), unit="water")[:3]])
    asked = [
        task_acts.TaskReturnAsked(
            **each, asked_at=MONDAY + HOUR, asked_by="wang", reason="不归我们", legal_basis="三定"
        )
        for each in about[:3]
    ]
    decided = [
        task_acts.TaskReturned(**each, decided_at=MONDAY + 2 * HOUR, decision=decision)
        for each, decision in zip(about, ("approved", "approved", "rejected"), strict=False)
    ]
    extended = [
        task_acts.TaskExtended(
            **each,
            extended_at=MONDAY + DAY,
            due_before=MONDAY,
            due_at=MONDAY + 9 * DAY,
            reason="等",
        )
        for each in about[4:8]
    ]
    await record([(event, 3 + place) for place, event in enumerate((*asked, *decided, *extended))])
    shares = {
        code: (value.numerator, value.denominator)
        for code in ("return_rate", "dispatch_accuracy", "extension_rate")
        if (value := await figure(database, code))
    }
    assert shares == {
        "return_rate": (3, 10),
        "dispatch_accuracy": (8, 10),
        "extension_rate": (4, 10),
    }
    assert (await figure(database, "returns_asked")).n == 3
    assert (await figure(database, "returned")).n == 2
    assert await groups(database, "extended", By.UNIT) == {"water": 4}


async def test_a_due_date_that_passed_counts_once_however_often_the_clock_tells_of_it(
    database: AsyncEngine, record: Record
) -> None:
    about = {"task_number": number(1), "complaint_number": number(1), "unit_code": "water"}
    late = {"noticed_at": MONDAY + DAY, "due_at": MONDAY}
    later = {"noticed_at": MONDAY + 5 * DAY, "due_at": MONDAY + 4 * DAY}
    up = task_timers.TaskEscalated
    await record(
        [
            (task_timers.TaskOverdue(**about, **late), 3),
            (up(**about, **late, working_days_late=1, escalated_to="unit_head"), 4),
            (up(**about, **late, working_days_late=3, escalated_to="supervisor"), 5),
            (task_timers.TaskOverdue(**about, **later), 8),
        ]
    )
    assert (await figure(database, "went_overdue")).n == 2
    assert (await figure(database, "escalated")).n == 2


async def test_what_ended_without_a_unit_is_not_open(database: AsyncEngine, record: Record) -> None:
    about = {"task_number": number(1), "complaint_number": number(1)}
    answered = task_acts.TaskAnswered(**about, answered_at=MONDAY + HOUR, public_reply="请带证件。")
    await record([complaint(number(1)), registered(number(1)), (answered, 2)])
    assert (await figure(database, "open")).n == 0
    assert (await figure(database, "direct_answer_rate")).value == 1
