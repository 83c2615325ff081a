"""Anchors: one a day whoever makes it, missed days made up for, told to everybody."""

import asyncio
import json
from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.anchor_book import PostgresAnchorBook
from services.ledger.adapters.trail_sealing import TrailSealer
from services.ledger.entrypoints.trail_keeper import TrailKeeper
from services.ledger.handlers.anchor_trail import AnchorTrail
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.reading import count, rows

SUNDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in (22, 23, 24))


@pytest.fixture
def anchor(ledger: AsyncEngine, clock: FixedClock) -> AnchorTrail:
    """The handler, as the service has it."""
    return AnchorTrail(PostgresAnchorBook(ledger), clock)


async def test_a_day_that_is_over_is_anchored_once(
    ledger: AsyncEngine, enter: Enter, anchor: AnchorTrail, clock: FixedClock
) -> None:
    assert [each.day for each in await anchor()] == [SUNDAY]
    await enter(complaint(1), complaint(2))
    assert await anchor() == []
    clock.advance(timedelta(days=1))
    (made,) = await anchor()
    assert (made.day, made.number, made.tasks) == (MONDAY, 2, 2)
    assert await anchor() == []
    heads = await rows(ledger, "SELECT * FROM trail_anchor_heads ORDER BY task_number")
    assert [(each["task_number"], each["sequence"]) for each in heads] == [
        (number(1), 2),
        (number(2), 2),
    ]


async def test_missed_days_are_made_up_for_and_each_event_holds_the_digest_before(
    ledger: AsyncEngine, enter: Enter, anchor: AnchorTrail, clock: FixedClock
) -> None:
    await anchor()
    await enter(complaint(1))
    clock.advance(timedelta(days=3))
    assert [(each.day, each.tasks) for each in await anchor()] == [
        (MONDAY, 1),
        (TUESDAY, 0),
        (TUESDAY + timedelta(days=1), 0),
    ]
    query = "SELECT * FROM outbox WHERE event_type LIKE '%anchored%' ORDER BY id"
    outgoing = await rows(ledger, query)
    events = [json.loads(each["payload"]) for each in outgoing]
    assert [each["previous"] for each in events[1:]] == [each["digest"] for each in events[:-1]]
    assert events[0]["previous"] is None
    assert [each["aggregate_version"] for each in outgoing] == [1, 2, 3, 4]
    assert {each["subject"] for each in outgoing} == {"ledger.trail.anchored.v1.city"}


async def test_what_came_after_its_day_was_anchored_is_covered_by_the_next_anchor(
    ledger: AsyncEngine, enter: Enter, anchor: AnchorTrail, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=1))
    await anchor()
    clock.advance(timedelta(days=-1))
    await enter(complaint(1))
    clock.advance(timedelta(days=2))
    (made,) = await anchor()
    assert (made.day, made.tasks) == (TUESDAY, 1)


async def test_of_two_replicas_one_makes_the_anchor(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    await enter(complaint(1))
    clock.advance(timedelta(days=1))
    replicas = [AnchorTrail(PostgresAnchorBook(ledger), clock) for _ in range(4)]
    made = await asyncio.gather(*(replica() for replica in replicas))
    assert len([anchor for each in made for anchor in each]) == 1
    assert await count(ledger, "trail_anchors") == 1


async def test_another_replica_at_it_is_not_waited_for(
    ledger: AsyncEngine, anchor: AnchorTrail
) -> None:
    async with PostgresAnchorBook(ledger).work() as work:
        assert work is not None
        assert await anchor() == []
    assert len(await anchor()) == 1


async def test_the_keeper_looks_by_itself_and_wakes_the_relay(
    ledger: AsyncEngine, anchor: AnchorTrail
) -> None:
    woken = asyncio.Event()
    async with TrailKeeper(TrailSealer(ledger), anchor, woken.set, look_seconds=0.01):
        await asyncio.wait_for(woken.wait(), 20)
    assert await count(ledger, "trail_anchors") == 1


async def test_the_keeper_outlives_trouble(ledger: AsyncEngine, anchor: AnchorTrail) -> None:
    woken, troubles = asyncio.Event(), [1, 2]

    async def seal() -> int:
        if troubles:
            raise ConnectionError(troubles.pop())
        return 0

    async with TrailKeeper(seal, anchor, woken.set, look_seconds=0.01):
        await asyncio.wait_for(woken.wait(), 20)
