"""A case's row depends on what was said, never on when or how often it was heard."""

from datetime import timedelta
from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.events import task_acts
from tests.metrics.conftest import Record, rows
from tests.metrics.events import (
    MONDAY,
    Versioned,
    acts,
    closed,
    complaint,
    dispatched,
    number,
    registered,
    reported,
    signed,
    whole_life,
)

HOUR = timedelta(hours=1)
ABOUT = {
    "task_number": number(1),
    "complaint_number": number(1),
    "unit_code": "urban-management",
}


async def one_row(engine: AsyncEngine, case: str) -> dict[str, object]:
    found = await rows(engine, f"SELECT * FROM cases WHERE complaint_number = '{case}'")
    assert len(found) == 1
    return found[0] | {"complaint_number": ""}


async def test_a_whole_life_is_one_row_with_every_milestone(
    database: AsyncEngine, record: Record
) -> None:
    await record(whole_life(number(1), category_code="street-lights", district_code="east"))
    row = await one_row(database, number(1))
    assert row["received_at"] == MONDAY
    assert row["registered_at"] == MONDAY + timedelta(seconds=1)
    assert row["first_dispatched_at"] == row["dispatched_at"] == MONDAY + HOUR
    assert row["due_at"] == MONDAY + HOUR + timedelta(days=7)
    assert row["signed_at"] == MONDAY + 2 * HOUR
    assert row["reported_at"] == MONDAY + timedelta(days=3) - HOUR
    assert row["closed_at"] == MONDAY + timedelta(days=3)
    assert (row["unit"], row["owner"], row["hops"]) == ("urban-management", "wang", 1)
    assert (row["channel"], row["nature"], row["district"]) == ("web_form", "complaint", "east")
    assert (row["category"], row["result"], row["confidential"]) == (
        "street-lights",
        "resolved",
        False,
    )


async def test_a_ledger_event_may_arrive_before_the_receipt(
    database: AsyncEngine, record: Record
) -> None:
    await record([registered(number(1), channel="import")])
    await record([complaint(number(1), channel="hotline")])
    await record([registered(number(1), channel="import")])
    assert (await one_row(database, number(1)))["channel"] == "hotline"


async def test_the_ledger_corrects_the_category_and_a_later_receipt_does_not(
    database: AsyncEngine, record: Record
) -> None:
    case = number(1)
    await record([dispatched(case, category="noise"), registered(case, category_code="roads")])
    await record([complaint(case, category_code="roads")])
    assert (await one_row(database, case))["category"] == "noise"


async def test_a_case_dispatched_again_is_open_again_and_waits_for_a_new_signature(
    database: AsyncEngine, record: Record
) -> None:
    again = dispatched(number(1), MONDAY + timedelta(days=4), version=6, unit="water", hop=2)
    await record([*whole_life(number(1)), again])
    row = await one_row(database, number(1))
    assert (row["unit"], row["hops"]) == ("water", 2)
    assert row["first_dispatched_at"] == MONDAY + HOUR
    assert row["signed_at"] is row["reported_at"] is row["closed_at"] is row["result"] is None


def hard_life(case: str) -> list[Versioned]:
    """Sent back once, dispatched to another unit, reported twice."""
    return [
        complaint(case, category_code="roads", district_code="east"),
        registered(case, category_code="roads", channel="import"),
        dispatched(case, MONDAY + HOUR, category="noise"),
        signed(case, MONDAY + 2 * HOUR),
        dispatched(case, MONDAY + 5 * HOUR, version=4, unit="water", hop=2),
        signed(case, MONDAY + 6 * HOUR, version=5, unit="water"),
        reported(case, MONDAY + 7 * HOUR, version=6, unit="water"),
        reported(case, MONDAY + 9 * HOUR, version=7, unit="water"),
        closed(case, MONDAY + 10 * HOUR, version=8, unit="water"),
    ]


SERIALS = count(2)
EVENTS = range(len(hard_life(number(1))))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(EVENTS),
    repeated=st.lists(st.sampled_from(EVENTS), max_size=5),
    cuts=st.lists(st.integers(0, 14), max_size=4),
)
async def test_any_order_any_repetition_and_any_batches_give_the_same_row(
    database: AsyncEngine, record: Record, order: list[int], repeated: list[int], cuts: list[int]
) -> None:
    await record(hard_life(number(1)))
    case = number(next(SERIALS))
    events = hard_life(case)
    heard = [events[place] for place in [*order, *repeated]]
    for start, end in pairwise([0, *sorted(cuts), len(heard)]):
        await record(heard[start:end])
    assert await one_row(database, case) == await one_row(database, number(1))


async def test_an_extension_moves_the_due_date_and_the_first_one_is_kept(
    database: AsyncEngine, record: Record
) -> None:
    later = MONDAY + timedelta(days=12)
    extended = task_acts.TaskExtended(
        **ABOUT, extended_at=MONDAY, due_before=MONDAY, due_at=later, reason="等配件"
    )
    await record([(extended, 3)])
    await record([complaint(number(1)), dispatched(number(1))])
    row = await one_row(database, number(1))
    assert (row["due_at"], row["original_due_at"]) == (later, MONDAY + timedelta(days=7))


async def test_a_case_taken_up_again_is_open_and_due_anew(
    database: AsyncEngine, record: Record
) -> None:
    later = MONDAY + timedelta(days=20)
    reopened = task_acts.TaskReopened(
        **ABOUT,
        reopened_at=MONDAY,
        due_at=later,
        due_basis_zh="五个工作日",
        due_basis_en="5 working days",
        cycle=2,
        reason="又灭了",
    )
    await record([(reopened, 6)])
    await record(whole_life(number(1)))
    row = await one_row(database, number(1))
    assert (row["closed_at"], row["reported_at"], row["result"]) == (None, None, None)
    assert row["due_at"] == later
    await record([closed(number(1), later, version=9)])
    assert (await one_row(database, number(1)))["closed_at"] == later


async def test_what_a_unit_gave_back_is_due_nowhere_until_it_is_sent_on(
    database: AsyncEngine, record: Record
) -> None:
    returned = task_acts.TaskReturned(**ABOUT, decided_at=MONDAY, decision="approved")
    await record([complaint(number(1)), dispatched(number(1)), (returned, 4)])
    assert (await one_row(database, number(1)))["due_at"] is None
    await record([dispatched(number(1), MONDAY + HOUR, version=6, hop=2)])
    assert (await one_row(database, number(1)))["due_at"] == MONDAY + HOUR + timedelta(days=7)


async def test_an_act_heard_twice_is_one_act(database: AsyncEngine, record: Record) -> None:
    await record(acts(number(1), MONDAY))
    before = await rows(database, "SELECT * FROM acts ORDER BY kind, version")
    await record(list(reversed(acts(number(1), MONDAY))))
    assert await rows(database, "SELECT * FROM acts ORDER BY kind, version") == before
    assert len(before) == 15
