"""Following ledger: the same story whatever order the events come in, however often."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.followed_tasks import PostgresFollowedTasks
from services.intake.adapters.progress_book import PostgresProgressBook
from services.intake.domain.progress import Progress, State
from services.intake.handlers.follow_tasks import TaskFollower
from shared.database import transaction
from shared.events.envelope import Event
from shared.events.ledger import (
    CategoryListed,
    TaskClosed,
    TaskDispatched,
    TaskRegistered,
    TaskReported,
    TaskSigned,
    UnitListed,
)
from shared.events.task_acts import (
    TaskDeclined,
    TaskDueDateRecomputed,
    TaskExtended,
    TaskMerged,
    TaskReturnAsked,
)
from shared.messaging.received import RawMessage, Received

NUMBER = "261123-000417-92"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DUE = NOON + timedelta(days=7)
UNIT = "market-regulation"
RAW = RawMessage("x", None, "", "LEDGER", 1, 1, {}, b"")
TASK = {"task_number": NUMBER, "complaint_number": NUMBER}


def received(event: Event, version: int = 1, event_id: str = "") -> Received:
    return Received(event, event_id or f"{event.TYPE}-{version}", NOON, version, "c", "", RAW)


def life() -> list[Received]:
    """Everything that happens to one complaint."""
    events: list[Event] = [
        TaskRegistered(
            **TASK,
            registered_at=NOON,
            received_at=NOON,
            channel="web",
            nature="complaint",
            title="电梯停运",
        ),
        TaskDispatched(
            **TASK,
            unit_code=UNIT,
            dispatched_at=NOON + timedelta(minutes=1),
            due_at=DUE,
            due_basis_zh="5 个工作日",
            due_basis_en="5 working days",
            title="电梯停运",
        ),
        TaskSigned(**TASK, unit_code=UNIT, signed_at=NOON + timedelta(minutes=2), owner_id="zhang"),
        TaskReported(
            **TASK,
            unit_code=UNIT,
            reported_at=NOON + timedelta(minutes=3),
            owner_id="zhang",
            result="resolved",
            public_reply="修好了。",
        ),
        TaskClosed(
            **TASK, unit_code=UNIT, closed_at=NOON + timedelta(minutes=4), result="resolved"
        ),
    ]
    return [received(event, version) for version, event in enumerate(events, 1)]


async def follow(engine: AsyncEngine, events: Sequence[Received]) -> None:
    async with transaction(engine) as connection:
        await TaskFollower(PostgresFollowedTasks()).follow_tasks(connection, events)


async def story_of(engine: AsyncEngine) -> Progress:
    async with transaction(engine) as connection:
        await connection.execute(
            text(
                "INSERT INTO complaints (number, received_at, channel, nature, title, content,"
                " confidential, real_name, wants_reply, language) VALUES (:number, now(), 'web',"
                " 'complaint', '电梯停运', '停了', false, false, true, 'zh') ON CONFLICT DO NOTHING"
            ),
            {"number": NUMBER},
        )
    progress = await PostgresProgressBook(engine).find(NUMBER)
    assert progress is not None
    return progress


@pytest.mark.parametrize("seed", range(5))
async def test_any_order_and_any_repetition_tell_the_same_story(
    tables: AsyncEngine, seed: int
) -> None:
    events = life() * 2
    random.Random(seed).shuffle(events)
    for start in range(0, len(events), 3):
        await follow(tables, events[start : start + 3])
    progress = await story_of(tables)
    assert [step.state.value for step in progress.steps] == [
        *("registered", "dispatched", "signed", "reported", "closed")
    ]
    assert progress.state is State.CLOSED
    assert progress.promise is not None
    assert progress.promise.due_at == DUE
    assert progress.promise.due_basis_zh == "5 个工作日"
    assert progress.answer is not None
    assert progress.answer.reply == "修好了。"


async def test_a_step_may_come_before_its_complaint_is_known_here(tables: AsyncEngine) -> None:
    await follow(tables, life()[1:2])
    assert (await story_of(tables)).state is State.DISPATCHED


async def test_a_task_without_a_complaint_is_nobody_s_story(tables: AsyncEngine) -> None:
    signed = TaskSigned(task_number="261123-000001-79", signed_at=NOON, owner_id="zhang")
    await follow(tables, [received(signed)])
    async with tables.connect() as connection:
        count = await connection.execute(text("SELECT count(*) FROM task_steps"))
        assert count.scalar_one() == 0


async def test_the_unit_has_the_name_it_was_listed_with_last(tables: AsyncEngine) -> None:
    old = UnitListed(unit_code=UNIT, name_zh="工商局", name_en="Commerce")
    new = UnitListed(unit_code=UNIT, name_zh="市场监管局", name_en="Market Regulation")
    await follow(tables, [received(new, 2), *life()[:2]])
    await follow(tables, [received(old, 1)])
    promise = (await story_of(tables)).promise
    assert promise is not None
    assert (promise.unit_zh, promise.unit_en) == ("市场监管局", "Market Regulation")


async def test_categories_are_taken_over_in_one_batch_of_several_versions(
    tables: AsyncEngine,
) -> None:
    def listed(name: str, version: int, *, active: bool = True) -> Received:
        event = CategoryListed(category_code="a", name_zh=name, name_en=name, active=active)
        return received(event, version)

    await follow(tables, [listed("三", 3, active=False), listed("一", 1), listed("二", 2)])
    async with tables.connect() as connection:
        row = (await connection.execute(text("SELECT name_zh, active FROM categories"))).one()
    assert tuple(row) == ("三", False)


OTHER = "261123-000418-91"


async def test_whoever_was_merged_follows_the_master(tables: AsyncEngine) -> None:
    merged = TaskMerged(**TASK, merged_at=NOON + timedelta(hours=1), master_number=OTHER)
    theirs = [
        Received(
            each.event.model_copy(update={"task_number": OTHER, "complaint_number": OTHER}),
            f"other-{each.id}",
            NOON,
            each.version,
            "c",
            "",
            RAW,
        )
        for each in life()
    ]
    await follow(tables, [life()[0], received(merged, 2), *theirs])
    progress = await story_of(tables)
    assert [step.state.value for step in progress.steps] == [
        *("registered", "merged", "dispatched", "signed", "reported", "closed")
    ]
    assert progress.answer is not None
    assert progress.answer.reply == "修好了。"


async def test_more_time_that_was_granted_is_the_new_promise(tables: AsyncEngine) -> None:
    later = DUE + timedelta(days=3)
    extended = TaskExtended(
        **TASK,
        unit_code=UNIT,
        extended_at=NOON + timedelta(hours=1),
        due_before=DUE,
        due_at=later,
        reason="等配件",
    )
    await follow(tables, [*life()[:3], received(extended, 4)])
    progress = await story_of(tables)
    assert (progress.state, progress.promise and progress.promise.due_at) == (
        State.EXTENDED,
        later,
    )
    assert progress.is_late(later + timedelta(seconds=1))
    assert not progress.is_late(later)


async def test_a_date_worked_out_anew_is_the_new_promise(tables: AsyncEngine) -> None:
    later = DUE + timedelta(days=2)
    recomputed = TaskDueDateRecomputed(
        **TASK,
        unit_code=UNIT,
        recomputed_at=NOON + timedelta(hours=1),
        due_before=DUE,
        due_at=later,
        due_basis_zh="一般工单 5 个工作日。",
        due_basis_en="Ordinary order: 5 working days.",
        reason="calendar",
        calendar_version="cn-2007-2027-0a1b2c3d",
    )
    await follow(tables, [*life()[:3], received(recomputed, 4)])
    progress = await story_of(tables)
    assert progress.state is State.RESCHEDULED
    assert progress.promise
    assert progress.promise.due_at == later


async def test_what_is_declined_says_where_to_turn(tables: AsyncEngine) -> None:
    declined = TaskDeclined(
        **TASK, declined_at=NOON, reason="legal_process", referral="可以向法院起诉。"
    )
    await follow(tables, [life()[0], received(declined, 2)])
    progress = await story_of(tables)
    assert (progress.state, progress.answer and progress.answer.reply) == (
        State.DECLINED,
        "可以向法院起诉。",
    )


async def test_what_units_do_among_themselves_is_no_news(tables: AsyncEngine) -> None:
    asked = TaskReturnAsked(
        **TASK,
        unit_code=UNIT,
        asked_at=NOON,
        asked_by="zhang",
        reason="不归我们",
        legal_basis="三定方案",
    )
    await follow(tables, [*life()[:2], received(asked, 3)])
    assert (await story_of(tables)).state is State.DISPATCHED
