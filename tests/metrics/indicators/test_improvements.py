"""Four reductions that bulletins printed, and the other ledgers' figures counted by hand."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.domain.scope import By
from services.metrics.indicators import BY_CODE
from shared.events import liaison, pain_points, quick_fixes, service_measures
from tests.metrics.conftest import Record
from tests.metrics.events import MONDAY, Versioned, improvements, revised
from tests.metrics.indicators.test_oracles import NOVEMBER, figure, groups

DAY = timedelta(days=1)
TODAY = MONDAY.date()


async def test_company_set_up_of_nanchang_county_from_21_working_days_to_1(
    database: AsyncEngine, record: Record
) -> None:
    """Printed there: 95 %; and 70 % for what was promised in 10 days and is in 3."""
    await record([(revised("set-up", days=(21, 1)), 2)])
    days = await figure(database, "days_reduced")
    assert days.value == pytest.approx(0.952, abs=0.0005)
    await record([(revised("other", days=(10, 3), unit="water"), 2)])
    by_unit = await groups(database, "days_reduced", By.UNIT)
    assert by_unit["water"] == pytest.approx(0.7)
    both = await figure(database, "days_reduced")
    assert (both.numerator, both.denominator, both.n) == (27, 31, 2)


async def test_more_than_before_is_negative_and_shows_as_a_regression(
    database: AsyncEngine, record: Record
) -> None:
    await record([(revised("item", steps=(2, 3), materials=(4, 1)), 2)])
    assert (await figure(database, "steps_reduced")).value == -0.5
    assert (await figure(database, "materials_reduced")).value == 0.75
    assert (await figure(database, "items_regressed")).value == 1
    assert await groups(database, "elements_removed", By.REASON) == {"declaration": 1}


async def test_first_guides_and_days_counted_differently_are_not_compared(
    database: AsyncEngine, record: Record
) -> None:
    apart = ("calendar", "working")
    await record(
        [
            (revised("first", steps=(0, 9), previous=None), 1),
            (revised("mixed", days=(20, 10), units=apart, steps=(2, 1)), 2),
            (revised("at-once", days=(20, 0), units=apart, steps=(2, 2)), 2),
        ]
    )
    days = await figure(database, "days_reduced")
    assert (days.numerator, days.denominator, days.n) == (20, 20, 1)
    steps = await figure(database, "steps_reduced")
    assert (steps.numerator, steps.denominator, steps.n) == (1, 4, 2)
    assert (await figure(database, "items_revised")).value == 2


async def test_what_is_sent_back_is_open_again_until_it_is_mended_anew(
    database: AsyncEngine, record: Record
) -> None:
    fix = {"quick_fix": 1, "unit_code": "water"}
    ends = MONDAY + 2 * DAY
    mended = quick_fixes.QuickFixMended(**fix, mended_at=ends, due_on=TODAY, in_time=False)
    again = mended.model_copy(update={"mended_at": ends + 2 * DAY})
    said: list[Versioned] = [
        (again, 6),
        (quick_fixes.QuickFixFound(**fix, found_on=TODAY, due_on=TODAY), 1),
        (mended, 3),
        (quick_fixes.QuickFixReopened(**fix, reopened_at=ends + DAY), 4),
    ]
    await record(said[1:])
    assert (await figure(database, "quick_fixes_mended")).value == 0
    assert (await figure(database, "quick_fixes_open")).value == 1
    await record([*said, *said])
    assert (await figure(database, "quick_fixes_mended")).value == 1
    assert (await figure(database, "quick_fix_days")).value == 4
    assert (await figure(database, "quick_fixes_in_time")).numerator == 0


async def test_uses_add_up_and_n_says_how_many_were_recorded(
    database: AsyncEngine, record: Record
) -> None:
    used = {"measure": 1, "unit_code": "water", "used_on": TODAY}
    await record([(service_measures.MeasureUsed(**used, times=n), n) for n in (2, 3)])
    uses = await figure(database, "measure_uses")
    assert (uses.value, uses.n) == (5, 2)


async def test_pain_points_by_cause_claimed_or_given_by_order(
    database: AsyncEngine, record: Record
) -> None:
    said: list[Versioned] = improvements(1)
    entered = pain_points.PainPointEntered(
        pain_point=2, obstacle="hard", cause="system", claim_by=TODAY
    )
    given = pain_points.PainPointClaimed(
        pain_point=2, unit_code="water", claimed_at=MONDAY, assigned=True
    )
    await record([*said, (given, 2), (entered, 1)])
    assert await groups(database, "pain_points_entered", By.CAUSE) == {"law": 1, "system": 1}
    claimed = await figure(database, "pain_points_claimed")
    assert (claimed.numerator, claimed.denominator) == (1, 2)
    assert await groups(database, "pain_points_open", By.CAUSE) == {"system": 1}
    assert (await figure(database, "refusals_overturned")).value == 0


async def test_liaison_kept_missed_recorded_late_handed_over_and_ended(
    database: AsyncEngine, record: Record
) -> None:
    """Due on the 21st (kept on the 20th), the 30th (missed); what ended before its day is not due."""
    link = {"assignment": 1, "unit_code": "water", "staff_id": "wang"}
    on = [TODAY - n * DAY for n in (13, 3, 9)]  # the 10th, the 20th, the 14th
    made = {**link, "mode": "call", "next_on": on[1] + 10 * DAY}
    short = {"assignment": 2, "unit_code": "water"}
    await record(
        [
            (liaison.LiaisonAssigned(**link, kind="school", every_days=11, since=on[0]), 1),
            (liaison.LiaisonContacted(**made, contact_on=on[1]), 2),
            (liaison.LiaisonContacted(**made, contact_on=on[2]), 3),
            (
                liaison.LiaisonHandedOver(
                    assignment=1,
                    unit_code="roads",
                    handed_over_at=MONDAY,
                    from_staff_id="wang",
                    to_staff_id="li",
                ),
                4,
            ),
            (
                liaison.LiaisonAssigned(
                    **short, staff_id="li", kind="school", every_days=9, since=TODAY - 3 * DAY
                ),
                1,
            ),
            (liaison.LiaisonEnded(**short, ended_at=MONDAY), 2),
        ]
    )
    kept = await figure(database, "liaison_kept")
    assert (kept.numerator, kept.denominator) == (1, 2)
    assert (await figure(database, "liaison_contacts")).value == 2
    assert await groups(database, "liaison_gaps", By.UNIT) == {"roads": 1}
    async with database.connect() as connection:
        by_day = await BY_CODE["liaison_gaps"].compute(connection, NOVEMBER, By.DAY)
    assert [value.n for value in by_day][-2:] == [0, 1]
