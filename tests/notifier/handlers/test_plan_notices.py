"""Who is told of what, whatever is delivered twice or in the wrong order."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.plans import answer_calls
from shared.events import task_acts, task_timers
from shared.events.ledger import TaskEvent
from shared.events.liaison import LiaisonAssigned, LiaisonMissed
from shared.events.pain_points import PainPointClaimed
from shared.events.quick_fixes import QuickFixTaken
from tests.notifier.eventually import rows
from tests.notifier.ledger_events import (
    DUE,
    NUMBER,
    closed,
    dispatched,
    dispatcher,
    head,
    owner,
    person,
    plan,
    received,
    recused,
    reported,
    unit,
)

EVERYBODY = (unit(), owner(), head(), dispatcher())


async def told(engine: AsyncEngine) -> set[tuple[str, str]]:
    return {tuple(row) for row in await rows(engine, "SELECT recipient_id, reason FROM notices")}


async def waiting(engine: AsyncEngine) -> int:
    return int((await rows(engine, "SELECT count(*) FROM calls"))[0][0])


async def test_a_dispatched_task_is_told_to_its_owner_and_the_head_of_the_unit(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, dispatched())
    assert await told(tables) == {("lin-tingyu", "dispatched"), ("su-qinghe", "dispatched")}


async def test_a_task_without_an_owner_is_told_to_the_head_who_is_asked_to_name_one(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, dispatched(owner_id=None))
    assert await told(tables) == {("su-qinghe", "owner_needed")}


async def test_a_report_is_told_to_every_dispatcher(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, dispatcher("ye-two"), received(reported(), 4))
    assert await told(tables) == {("ye-zhiqiu", "reported"), ("ye-two", "reported")}


async def test_a_closed_task_is_told_to_the_owner_it_was_dispatched_to_and_the_head(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(closed(), 5))
    told_of_closing = {pair for pair in await told(tables) if pair[1] == "closed"}
    assert told_of_closing == {("lin-tingyu", "closed"), ("su-qinghe", "closed")}


async def test_a_head_who_owns_the_task_is_told_once_and_as_its_owner(tables: AsyncEngine) -> None:
    both = person("wen-ruyu", "温如玉", ("unit_head", "owner"))
    await plan(tables, both, dispatched(owner_id="wen-ruyu"))
    assert await rows(tables, "SELECT recipient_id, audience FROM notices") == [
        ("wen-ruyu", "owner")
    ]


async def test_the_same_event_published_twice_tells_nobody_twice(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(dispatched(), 2))
    await plan(tables, received(dispatched(), 2))
    assert len(await rows(tables, "SELECT 1 FROM notices")) == 2


async def test_a_task_that_is_dispatched_again_is_told_again(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(dispatched(hop=2), 5))
    assert len(await rows(tables, "SELECT 1 FROM notices")) == 4


async def test_a_task_that_comes_before_its_owner_waits_for_the_owner(tables: AsyncEngine) -> None:
    await plan(tables, dispatched())
    assert await told(tables) == set()
    assert await waiting(tables) == 2
    await plan(tables, owner())
    assert await told(tables) == {("lin-tingyu", "dispatched")}
    await plan(tables, head())
    assert await told(tables) == {("lin-tingyu", "dispatched"), ("su-qinghe", "dispatched")}
    assert await waiting(tables) == 0


async def test_a_waiting_task_that_is_delivered_again_waits_once(tables: AsyncEngine) -> None:
    await plan(tables, received(dispatched(), 2), received(dispatched(), 2))
    await plan(tables, received(dispatched(), 2))
    assert await waiting(tables) == 2


async def test_a_task_closed_before_its_dispatch_was_heard_of_still_reaches_the_owner(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, received(closed(), 5))
    assert await told(tables) == {("su-qinghe", "closed")}
    await plan(tables, received(dispatched(), 2))
    await answer_calls(tables)
    assert ("lin-tingyu", "closed") in await told(tables)
    assert await waiting(tables) == 0


async def test_a_closed_task_that_never_had_an_owner_waits_for_none(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(closed(), 5))
    assert await waiting(tables) == 1
    await plan(tables, received(dispatched(owner_id=None), 2), received(closed(), 5))
    await answer_calls(tables)
    assert await waiting(tables) == 0


async def test_a_task_closed_without_having_been_with_a_unit_is_told_to_nobody(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, received(closed(unit_code=None), 2))
    assert await told(tables) == set()
    assert await waiting(tables) == 0


async def test_an_older_listing_does_not_replace_a_newer_one(tables: AsyncEngine) -> None:
    await plan(tables, received(owner(email="new@city.example"), 3))
    await plan(tables, received(owner(email="old@city.example"), 2))
    assert await rows(tables, "SELECT email FROM staff") == [("new@city.example",)]


async def test_the_latest_listing_within_a_batch_counts_whatever_its_place(
    tables: AsyncEngine,
) -> None:
    newer = received(owner(email="new@city.example"), 3)
    await plan(tables, newer, received(owner(email="old@city.example"), 2))
    assert await rows(tables, "SELECT email FROM staff") == [("new@city.example",)]


async def test_somebody_who_has_left_is_told_nothing_and_the_call_stays_visible(
    tables: AsyncEngine,
) -> None:
    await plan(tables, owner(active=False), head(), dispatched())
    assert await told(tables) == {("su-qinghe", "dispatched")}
    assert await rows(tables, "SELECT audience FROM calls") == [("owner",)]


async def test_the_owner_of_a_task_is_the_one_named_last_whatever_comes_first(
    tables: AsyncEngine,
) -> None:
    await plan(tables, received(dispatched(hop=2, owner_id="second"), 6))
    await plan(tables, received(dispatched(), 2))
    assert await rows(tables, "SELECT owner_id, dispatched_version FROM tasks") == [("second", 6)]


async def test_ten_thousand_calls_without_a_head_do_not_slow_the_planning_of_others(
    tables: AsyncEngine,
) -> None:
    numbers = [f"261123-{number:06}-00" for number in range(10_000)]
    homeless = [dispatched(number, owner_id=None, unit_code="no-head") for number in numbers]
    await plan(tables, *homeless)
    assert await waiting(tables) == 10_000
    await plan(tables, *EVERYBODY, dispatched("261123-999999-99"))
    locked = await rows(tables, "SELECT count(*) FROM calls WHERE xmax::text <> '0'")
    assert locked[0][0] == 0
    assert len(await told(tables)) == 2


NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
ABOUT: dict[str, Any] = {"task_number": NUMBER, "unit_code": "market-regulation"}
TIMED: dict[str, Any] = {**ABOUT, "owner_id": "lin-tingyu", "noticed_at": NOW, "due_at": DUE}
OWN, H, S, A, D = "lin-tingyu", "su-qinghe", "supervisor", "assistant", "ye-zhiqiu"


def returned(decision: str) -> TaskEvent:
    return task_acts.TaskReturned(**ABOUT, decided_at=NOW, decision=decision, opinion="归住建")


def escalated(to: str, days: int) -> TaskEvent:
    return task_timers.TaskEscalated(
        **TIMED, working_days_late=days, escalated_to=to, level="supervised", raised=True
    )


def merged(unit_code: str | None) -> TaskEvent:
    return task_acts.TaskMerged(
        task_number=NUMBER, unit_code=unit_code, merged_at=NOW, master_number="261123-000002-00"
    )


def called_back(outcome: str) -> TaskEvent:
    return task_acts.TaskCalledBack(**ABOUT, called_at=NOW, outcome=outcome)


@pytest.mark.parametrize(
    ("event", "reason", "people"),
    [
        (
            task_acts.TaskReturnAsked(
                **ABOUT, asked_at=NOW, asked_by=OWN, reason="归住建", legal_basis="三定方案"
            ),
            "return_asked",
            {D},
        ),
        (returned("approved"), "return_approved", {OWN, H}),
        (returned("rejected"), "return_rejected", {OWN, H}),
        (returned("arbitration"), "return_arbitration", {S}),
        (
            task_timers.TaskReturnUnanswered(**TIMED, asked_at=NOW, reason="归住建"),
            "return_unanswered",
            {OWN, S},
        ),
        (
            task_acts.TaskExtensionAsked(
                **ABOUT, asked_at=NOW, asked_by=OWN, working_days=3, reason="等配件"
            ),
            "extension_asked",
            {H},
        ),
        (
            task_acts.TaskExtended(
                **ABOUT, extended_at=NOW, due_before=DUE, due_at=DUE, reason="等配件"
            ),
            "extension_approved",
            {OWN, A},
        ),
        (
            task_acts.TaskDueDateRecomputed(
                **ABOUT,
                recomputed_at=NOW,
                due_before=DUE,
                due_at=DUE,
                due_basis_zh="五个工作日",
                due_basis_en="5 working days",
                reason="calendar",
                calendar_version="2027",
            ),
            "due_date_moved",
            {OWN, A},
        ),
        (task_acts.TaskPaused(**ABOUT, paused_at=NOW, reason="等鉴定"), "paused", {OWN, A}),
        (
            task_acts.TaskResumed(**ABOUT, resumed_at=NOW, due_before=DUE, due_at=DUE),
            "resumed",
            {OWN, A},
        ),
        (
            task_acts.TaskExtensionRejected(**ABOUT, decided_at=NOW, opinion="够了"),
            "extension_rejected",
            {OWN},
        ),
        (
            task_acts.TaskAudited(**ABOUT, audited_at=NOW, passed=False, opinion="答非所问"),
            "audit_failed",
            {OWN, H},
        ),
        (task_acts.TaskAudited(**ABOUT, audited_at=NOW, passed=True), "", set()),
        (called_back("dissatisfied_at_fault"), "redo", {OWN, H}),
        (called_back("satisfied"), "", set()),
        (
            task_acts.TaskReopened(
                **ABOUT,
                reopened_at=NOW,
                due_at=DUE,
                due_basis_zh="五个工作日",
                due_basis_en="5 working days",
                cycle=2,
                reason="又灭了",
            ),
            "reopened",
            {OWN, H, A},
        ),
        (
            task_acts.TaskSupervised(
                **ABOUT, supervised_at=NOW, level="reminded", opinion="今天报进展"
            ),
            "supervised",
            {OWN, H, A},
        ),
        (
            task_acts.TaskSupervisionLifted(
                **ABOUT, lifted_at=NOW, level="reminded", reason="配件已到"
            ),
            "supervision_lifted",
            {OWN, H},
        ),
        (
            task_timers.TaskStepLate(**TIMED, step="sign", step_due_at=NOW),
            "step_late",
            {OWN, H},
        ),
        (
            task_timers.TaskDueSoon(**TIMED, working_days_left=3, half_time=True),
            "half_time",
            {OWN},
        ),
        (task_timers.TaskDueSoon(**TIMED, working_days_left=1), "due_soon", {OWN, A}),
        (task_timers.TaskDueSoon(**TIMED, working_days_left=0), "due_today", {OWN, A}),
        (task_timers.TaskOverdue(**TIMED), "overdue", {OWN, H}),
        (escalated("unit_head", 1), "escalated", {OWN, H}),
        (escalated("supervisor", 3), "escalated", {OWN, H, S}),
        (merged("market-regulation"), "taken_back", {OWN}),
        (merged(None), "", set()),
    ],
    ids=lambda value: value.TYPE.split(".")[2] if isinstance(value, TaskEvent) else None,
)
async def test_who_hears_of_what(
    tables: AsyncEngine, event: TaskEvent, reason: str, people: set[str]
) -> None:
    supervisor = person(S, "周敏", ("supervisor",), unit_code=None)
    assistant = person(A, "宋洁", ("unit_head",), unit_code="housing")
    sent = received(dispatched(assist_units=("housing",)), 2)
    await plan(tables, *EVERYBODY, supervisor, assistant, sent)
    before = await told(tables)
    assert (A, "assisting") in before
    await plan(tables, received(event, 5), received(event, 5))
    assert await told(tables) - before == {(each, reason) for each in people}
    assert await waiting(tables) == 0


async def test_a_later_letter_knows_the_date_that_holds(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2))
    later = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
    extended = task_acts.TaskExtended(
        **ABOUT, extended_at=NOW, due_before=DUE, due_at=later, reason="等配件"
    )
    await plan(tables, received(extended, 6))
    await plan(tables, received(dispatched(), 2))
    assert await rows(tables, "SELECT due_at, due_version FROM tasks") == [(later, 6)]


async def test_an_assisting_unit_without_a_head_is_shown_as_nobody_to_tell(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, dispatched(assist_units=("housing",)))
    assert await rows(tables, "SELECT audience FROM calls") == [("assistants",)]
    await plan(tables, person(A, "宋洁", ("unit_head",), unit_code="housing"))
    assert (A, "assisting") in await told(tables)
    assert await waiting(tables) == 0


async def test_whoever_takes_over_is_told_and_later_letters_go_to_them(tables: AsyncEngine) -> None:
    event = recused("lin-tingyu", owner_id="he-xin", owner_changed=True)
    new = person("he-xin", "何新", ("owner",))
    await plan(tables, *EVERYBODY, new, received(dispatched(), 2), received(event, 3))
    assert ("he-xin", "dispatched") in await told(tables)
    await plan(tables, received(closed(), 6))
    assert ("he-xin", "closed") in await told(tables)
    assert ("lin-tingyu", "closed") not in await told(tables)


async def test_a_head_who_keeps_out_of_a_task_hears_nothing_more_of_it(tables: AsyncEngine) -> None:
    """Not even what was waiting to be sent; of other tasks as before."""
    another = "261123-000002-15"
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(dispatched(another), 2))
    await plan(tables, received(recused("su-qinghe"), 3), received(closed(), 6))
    query = "SELECT task_number, reason FROM notices WHERE recipient_id = 'su-qinghe'"
    assert [tuple(row) for row in await rows(tables, query)] == [(another, "dispatched")]
    assert await waiting(tables) == 1, "the centre sees that there is nobody else to tell"
    await plan(tables, received(head("deputy"), 9))
    assert ("deputy", "closed") in await told(tables)


async def test_of_the_other_ledgers_the_one_who_must_act_is_told_once(tables: AsyncEngine) -> None:
    unit_code, now = "market-regulation", datetime(2026, 11, 23, tzinfo=UTC)
    link = {"assignment": 7, "unit_code": unit_code}
    missed = LiaisonMissed(**link, staff_id="lin-tingyu", due_on=now.date())
    point = {"pain_point": 3, "unit_code": unit_code, "claimed_at": now}
    events = [
        received(
            LiaisonAssigned(
                **link, staff_id="lin-tingyu", kind="village", every_days=30, since=now.date()
            ),
            1,
        ),
        received(missed, 1),
        received(PainPointClaimed(**point, assigned=False), 2),
        received(PainPointClaimed(**point, assigned=True), 3),
        received(
            QuickFixTaken(quick_fix=5, unit_code=unit_code, owner_id="lin-tingyu", taken_at=now), 2
        ),
    ]
    await plan(tables, *EVERYBODY, *events)
    await plan(tables, received(missed, 1))
    found = await rows(tables, "SELECT recipient_id, reason, task_number FROM notices")
    assert sorted(map(tuple, found)) == [
        ("lin-tingyu", "liaison_assigned", "liaison-7"),
        ("lin-tingyu", "liaison_missed", "liaison-7"),
        ("lin-tingyu", "quick_fix_given", "quick-fix-5"),
        ("su-qinghe", "pain_point_assigned", "pain-point-3"),
    ]
