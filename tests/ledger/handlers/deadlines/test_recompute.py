"""A calendar or a rule changes: dates of open tasks follow as sets, each move told once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.deadlines.history import PostgresDeadlineHistory
from services.ledger.adapters.deadlines.recomputing import PostgresOpenTasks, PostgresRecomputing
from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks, rulebook_work
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.domain.deadline_rules import ORDINARY, DeadlineRule, Unit
from services.ledger.domain.deadlines.calendar_file import read_amendment
from services.ledger.handlers.deadlines.change_rulebook import (
    Change,
    NoFallback,
    change_rulebook,
    changed,
)
from services.ledger.handlers.deadlines.ports import By
from services.ledger.handlers.deadlines.recompute import Recompute, Recomputed, preview
from services.ledger.handlers.register_complaints import RegisterComplaints
from services.ledger.handlers.verify_trail import VerifyTrail
from shared.clock import FixedClock
from shared.database import transaction
from tests.ledger.complaints import complaint, number, received
from tests.ledger.conftest import Enter
from tests.ledger.reading import count, rows

BY = By("chen-jing", datetime(2026, 11, 24, 2, tzinfo=UTC))
CLOSURE = '[[closure]]\nfirst = 2026-11-26\nlast = 2026-11-27\nzh = "搬迁"\nen = "Moving house"\n'
MOVING_HOUSE = Change(amendment=read_amendment(CLOSURE))
SHORTER = Change(rules=[replace(ORDINARY, amount=3)])
RECOMPUTED = "ledger.task.due_date_recomputed.v1"


async def make(ledger: AsyncEngine, change: Change) -> bool:
    async with rulebook_work(ledger) as store:
        return (await change_rulebook(store, change, BY)).anything


@pytest.fixture
def recompute(ledger: AsyncEngine, clock: FixedClock) -> Recompute:
    return Recompute(PostgresRecomputing(ledger, CachedRulebooks(ledger)), clock, lambda: None)


async def due(ledger: AsyncEngine, index: int = 1) -> datetime:
    (row,) = await rows(ledger, "SELECT due_at FROM tasks WHERE task_number = :n", n=number(index))
    found: datetime = row["due_at"]
    return found


async def test_a_closure_moves_what_runs_over_it_and_leaves_the_rest_alone(
    ledger: AsyncEngine, enter: Enter, recompute: Recompute
) -> None:
    await enter(complaint(1), complaint(2, category_code=None, title="?", content="?"))
    assert await due(ledger) == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert await make(ledger, MOVING_HOUSE)
    assert await recompute() == Recomputed(looked_at=1, moved=1)  # the other lies in the tray

    (task,) = await rows(ledger, "SELECT * FROM tasks WHERE task_number = :n", n=number(1))
    assert task["due_at"] == datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
    assert task["original_due_at"] == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert (task["version"], task["state"]) == (3, "dispatched")
    (entry,) = await rows(ledger, "SELECT * FROM trail WHERE action = 'recompute'")
    assert (entry["actor"], entry["through"], entry["sequence"]) == ("ledger", "calendar", 3)
    assert entry["after"]["calendar_version"] == task["calendar_version"]
    (event,) = await rows(ledger, "SELECT * FROM outbox WHERE event_type = :t", t=RECOMPUTED)
    assert event["subject"].endswith(".v1.urban-management")


async def test_a_second_run_and_the_same_change_again_move_nothing(
    ledger: AsyncEngine, enter: Enter, recompute: Recompute
) -> None:
    await enter(complaint(1))
    await make(ledger, MOVING_HOUSE)
    await recompute()
    entries = await count(ledger, "trail")
    assert await recompute() == Recomputed(0, 0)
    assert not await make(ledger, MOVING_HOUSE)
    await make(
        ledger, Change(amendment=read_amendment("[office]\nopens = 08:00:00\ncloses = 17:30:00\n"))
    )
    assert await recompute() == Recomputed(looked_at=1, moved=0)
    assert await count(ledger, "trail") == entries


async def test_the_preview_says_what_will_move_and_writes_nothing(
    ledger: AsyncEngine, enter: Enter, recompute: Recompute
) -> None:
    await enter(*(complaint(index) for index in range(1, 31)))
    async with rulebook_work(ledger) as store:
        proposal = changed(await store.read(), await store.document(), SHORTER)
    found = await preview(PostgresOpenTasks(ledger), proposal.rulebook)
    assert (found.open, found.moving, len(found.first)) == (30, 30, 20)
    task, would_be = found.first[0]
    assert (task.number, would_be) == (number(1), datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    assert await due(ledger) == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    await make(ledger, SHORTER)
    assert (await recompute()).moved == found.moving
    assert await due(ledger) == would_be


async def test_new_tasks_go_by_the_new_rule_at_once_in_every_replica(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(complaint(1))  # the rulebook is in memory now
    urgent = DeadlineRule(
        "lighting", 4, Unit.WORKING_HOURS, "路灯", "Lamps", "市政规定", "City rule",
        categories=frozenset({"city-lighting"}),
    )  # fmt: skip
    await make(ledger, Change(rules=[urgent]))
    await enter(complaint(2), complaint(3, category_code="city-noise"))
    found = await rows(
        ledger, "SELECT deadline_rule, deadline_revision FROM tasks ORDER BY task_number"
    )
    assert [tuple(row.values()) for row in found] == [
        ("ordinary", 1),
        ("lighting", 1),
        ("ordinary", 1),
    ]
    assert await due(ledger, 2) == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # 15:30, after lunch


async def test_thousands_are_recomputed_in_parts_and_by_two_replicas_each_once(
    ledger: AsyncEngine, register: RegisterComplaints, clock: FixedClock
) -> None:
    events = [received(complaint(index)) for index in range(1, 3001)]
    for first in range(0, 3000, 500):
        async with transaction(ledger) as connection:
            await register(connection, events[first : first + 500])
    await make(ledger, MOVING_HOUSE)
    clock.advance(timedelta(hours=1))
    replicas = [
        Recompute(PostgresRecomputing(ledger, CachedRulebooks(ledger)), clock, lambda: None, 250)
        for _ in range(2)
    ]
    done: Sequence[Recomputed] = await asyncio.gather(*(replica() for replica in replicas))
    done = [*done, await replicas[0]()]
    assert sum(each.moved for each in done) == 3000
    (told,) = await rows(
        ledger,
        "SELECT count(*) AS n, count(DISTINCT aggregate_id) AS tasks FROM outbox WHERE event_type = :t",
        t=RECOMPUTED,
    )
    assert (told["n"], told["tasks"]) == (3000, 3000)
    assert await count(ledger, "trail") == 9000
    (run,) = await PostgresDeadlineHistory(ledger).runs(5)
    assert (run.looked_at, run.moved, run.ended_at) == (3000, 3000, clock.now())
    async with trail_reading(ledger) as reading:
        verified = await VerifyTrail(reading, lambda done, of: None)()
    assert (verified.entries, verified.unsealed, verified.broken) == (9000, 0, 0)


@pytest.mark.parametrize("state", ["reported", "call_back"])
async def test_for_whoever_has_answered_the_date_moves_to_a_later_day_only(
    ledger: AsyncEngine, enter: Enter, recompute: Recompute, state: str
) -> None:
    await enter(complaint(1))
    async with transaction(ledger) as connection:
        await connection.exec_driver_sql(f"UPDATE tasks SET state = '{state}'")
    await make(ledger, SHORTER)
    assert await recompute() == Recomputed(looked_at=1, moved=0)
    await make(ledger, Change(rules=[replace(ORDINARY, amount=5)]))
    await recompute()
    await make(ledger, MOVING_HOUSE)
    assert await recompute() == Recomputed(looked_at=1, moved=1)
    assert await due(ledger) == datetime(2026, 12, 2, 9, 30, tzinfo=UTC)


async def test_what_is_closed_keeps_its_date(
    ledger: AsyncEngine, enter: Enter, recompute: Recompute
) -> None:
    await enter(complaint(1))
    async with transaction(ledger) as connection:
        await connection.exec_driver_sql("UPDATE tasks SET state = 'closed'")
    await make(ledger, MOVING_HOUSE)
    assert await recompute() == Recomputed(0, 0)


async def test_the_old_calendar_and_the_old_rule_stay_readable(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(complaint(1))
    books = CachedRulebooks(ledger)
    before = (await books.current()).calendar
    await make(ledger, MOVING_HOUSE)
    await make(ledger, SHORTER)
    after = await books.current()
    assert after.calendar.version != before.version
    again = await books.calendar(before.version)
    assert (again.version, again.closures) == (before.version, {})
    history = PostgresDeadlineHistory(ledger)
    assert [each.version for each in await history.calendars()] == [
        after.calendar.version,
        before.version,
    ]
    assert [each.rule.amount for each in await history.revisions("ordinary")] == [3, 5]


async def test_the_last_rule_for_everything_else_cannot_be_retired(
    ledger: AsyncEngine, enter: Enter
) -> None:
    rules = [replace(ORDINARY, active=False)]
    async with rulebook_work(ledger) as store:
        others = [replace(r, active=False) for r in (await store.read()).rules]
        with pytest.raises(NoFallback):
            await change_rulebook(store, Change(rules=[*rules, *others[1:]]), BY)


async def test_whoever_works_by_the_rules_is_finished_before_they_change(
    ledger: AsyncEngine, register: RegisterComplaints, recompute: Recompute
) -> None:
    """Otherwise a task could be entered by the old calendar after the recomputation passed it."""
    async with transaction(ledger) as connection:
        await register(connection, [received(complaint(1))])
        changing = asyncio.create_task(make(ledger, MOVING_HOUSE))
        done, _ = await asyncio.wait([changing], timeout=0.3)
        assert not done
    assert await changing
    assert await recompute() == Recomputed(looked_at=1, moved=1)
