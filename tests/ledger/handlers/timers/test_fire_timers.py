"""What the clock calls for: once, in the trail, as an event, whoever was away and however many look."""

import asyncio
import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.ledger_work import PostgresLedger
from services.ledger.adapters.timers.timer_book import _CLOCK_RUNS, PostgresTimerBook
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.domain.states import CLOCK_RUNS
from services.ledger.domain.task import Actor, State
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.domain.timers.ladder import ladder
from services.ledger.domain.working_calendar import CHINA, official_calendar
from services.ledger.handlers.acting import Act
from services.ledger.handlers.ask_return import ask_return
from services.ledger.handlers.sign_task import sign_task
from services.ledger.handlers.timers.fire_timers import FireTimers
from services.ledger.handlers.verify_trail import VerifyTrail
from shared.clock import FixedClock
from shared.database import transaction
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.handlers.timers.conftest import MakeTimers
from tests.ledger.reading import count, rows

CALENDAR = official_calendar()
OWNER = Actor("feng-yan", "urban-management", frozenset({"owner"}))


def at(clock: FixedClock, text_: str) -> None:
    """Set the clock to a time in China."""
    moment = datetime.strptime(text_, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
    clock.advance(moment - clock.now())


async def told(engine: AsyncEngine) -> list[Any]:
    """What the clock told others, in order: type without its ends, data, version."""
    query = "SELECT * FROM outbox WHERE payload::bytea LIKE '%noticed_at%'::bytea ORDER BY id"
    return [
        (each["event_type"].split(".")[2], json.loads(each["payload"]), each["aggregate_version"])
        for each in await rows(engine, query)
    ]


async def kinds(engine: AsyncEngine) -> list[str]:
    return [kind for kind, _, _ in await told(engine)]


async def move_the_date(engine: AsyncEngine, days: int) -> None:
    async with transaction(engine) as connection:
        moved = text("UPDATE tasks SET due_at = due_at + :days * interval '1 day'")
        await connection.execute(moved, {"days": days})


async def verified(engine: AsyncEngine) -> int:
    async with trail_reading(engine) as reading:
        return (await VerifyTrail(reading, lambda done, of: None)()).broken


async def test_from_the_reminder_to_the_supervisor_each_once(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1))  # dispatched on Monday the 23rd, due on Monday the 30th
    seen = []
    for moment in (
        "2026-11-26 08:59", "2026-11-26 09:00", "2026-11-27 09:00", "2026-11-30 09:00", "2026-11-30 17:31",
        "2026-12-01 09:00", "2026-12-03 09:00", "2026-12-07 09:00", "2026-12-08 09:00",
    ):  # fmt: skip
        at(clock, moment)
        seen.append(dict(await fire()))
        assert await fire() == Counter()
    half, soon, today, overdue, up = (
        {name: 1} for name in ("half_time", "due_soon", "due_today", "overdue", "escalated")
    )
    assert seen == [{}, half, soon, today, overdue, up, up, up, {}]
    facts = [(kind, data, version) for kind, data, version in await told(ledger)]
    assert [version for _, _, version in facts] == [3, 4, 5, 6, 7, 8, 9]
    assert [data.get("working_days_left") for _, data, _ in facts[:3]] == [2, 1, 0]
    escalated = [data for kind, data, _ in facts if kind == "escalated"]
    assert [
        (d["working_days_late"], d["escalated_to"], d["level"], d["raised"]) for d in escalated
    ] == [
        (1, "unit_head", "reminded", True),
        (3, "supervisor", "supervised", True),
        (5, "supervisor", "supervised", False),
    ]
    trail = await rows(ledger, "SELECT * FROM trail WHERE action = 'alert' ORDER BY sequence")
    assert [(e["actor"], e["through"], e["sequence"]) for e in trail] == [
        ("ledger", "timer", sequence) for sequence in range(3, 10)
    ]
    assert trail[5]["before"] == {"supervision": "reminded"}
    assert await verified(ledger) == 0


async def test_a_service_that_was_down_for_days_says_once_how_it_stands_now(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1))
    at(clock, "2026-12-03 10:20")
    assert await fire() == Counter({"escalated": 1})
    ((kind, data, _),) = await told(ledger)
    assert (kind, data["working_days_late"], data["level"]) == ("escalated", 3, "supervised")


async def test_what_was_late_before_the_clock_began_to_watch_is_told_once_and_passed_up_to_nobody(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1), complaint(2))
    async with transaction(ledger) as connection:  # an installation without timers until today
        await connection.execute(text("DELETE FROM timer_start"))
        late = "UPDATE tasks SET due_at = due_at - interval '1 day' WHERE task_number = :one"
        await connection.execute(text(late), {"one": number(2)})
    at(clock, "2026-12-03 10:20")  # three working days late, and five
    assert await fire() == Counter({"overdue": 2})
    assert await fire() == Counter()
    facts = await rows(ledger, "SELECT DISTINCT supervision FROM tasks")
    assert [each["supervision"] for each in facts] == [None]
    at(clock, "2026-12-07 09:00")  # from here on as always
    assert await fire() == Counter({"escalated": 2})


async def test_a_missed_hour_is_made_up_for(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1))
    at(clock, "2026-11-28 23:00")
    assert await fire() == Counter({"due_soon": 1})
    assert await fire() == Counter()


async def test_a_date_that_moved_sets_the_alarm_again_and_one_that_moved_back_does_not(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1))
    at(clock, "2026-11-27 09:00")
    assert await fire() == Counter({"due_soon": 1})
    await move_the_date(ledger, days=2)
    assert await fire() == Counter({"half_time": 1})
    assert await fire() == Counter()
    at(clock, "2026-12-01 09:00")
    assert await fire() == Counter({"due_soon": 1})
    at(clock, "2026-11-27 09:00")
    await move_the_date(ledger, days=-2)
    assert await fire() == Counter()


@pytest.mark.parametrize("state", sorted(set(State) - CLOCK_RUNS))
async def test_where_no_clock_runs_nothing_is_called_for(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers, state: State
) -> None:
    await enter(complaint(1))
    async with transaction(ledger) as connection:
        await connection.execute(text("UPDATE tasks SET state = :state"), {"state": state.value})
    at(clock, "2026-12-07 10:00")
    assert await fire() == Counter()


def test_the_states_in_the_statement_are_those_in_which_a_clock_runs() -> None:
    assert set(_CLOCK_RUNS.strip("()").replace("'", "").split(", ")) == CLOCK_RUNS


async def test_nobody_decided_the_return_so_a_supervisor_does(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1))
    act = Act(number(1), 2, OWNER, "desk", note="路灯归住建")
    await ask_return(PostgresLedger(ledger, lambda: None), clock, act, "三定方案", "housing")
    at(clock, "2026-11-24 17:29")
    assert await fire() == Counter()
    at(clock, "2026-11-24 17:31")
    assert await fire() == Counter({"return_unanswered": 1})
    assert await fire() == Counter()
    ((kind, data, version),) = await told(ledger)
    assert (kind, version, data["suggested_unit"]) == ("return_unanswered", 4, "housing")
    (task,) = await rows(ledger, "SELECT state, returns, due_at FROM tasks")
    assert (task["state"], task["returns"][0]["decision"]) == ("return_pending", "arbitration")
    assert await verified(ledger) == 0


async def test_a_reminder_in_between_does_not_send_back_who_had_a_form_open(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1))
    at(clock, "2026-11-27 09:00")
    await fire()
    act = Act(number(1), 2, OWNER, "desk")
    task = await sign_task(PostgresLedger(ledger, lambda: None), clock, act)
    assert (task.state, task.version) == (State.SIGNED, 4)


async def test_replicas_share_five_thousand_tasks_and_none_is_told_twice(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, make_timers: MakeTimers
) -> None:
    for start in range(0, 5_000, 1_000):
        await enter(*(complaint(index) for index in range(start, start + 1_000)))
    at(clock, "2026-11-30 17:31")
    one, other = await asyncio.gather(make_timers()(), make_timers()())
    assert one["overdue"] + other["overdue"] == 5_000
    assert min(one["overdue"], other["overdue"]) > 0
    assert await kinds(ledger) == ["overdue"] * 5_000
    assert await count(ledger, "timer_firings") == 5_000
    assert await rows(ledger, "SELECT DISTINCT version FROM tasks") == [{"version": 3}]
    assert await verified(ledger) == 0


async def test_a_replica_that_dies_between_claim_and_commit_leaves_the_work_to_others(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1), complaint(2))
    at(clock, "2026-11-30 17:31")
    rungs = ladder(clock.now(), CALENDAR, Thresholds())

    async def claim_one_and_die() -> None:
        async with PostgresTimerBook(ledger, clock).work() as work:
            assert len(await work.claim(rungs, 1)) == 1
            assert await fire() == Counter({"overdue": 1})  # the other one: nobody waits
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await claim_one_and_die()
    assert await fire() == Counter({"overdue": 1})
    assert await kinds(ledger) == ["overdue"] * 2


async def test_who_found_a_task_just_before_another_told_it_tells_nothing(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, make_timers: MakeTimers
) -> None:
    await enter(*(complaint(index) for index in range(50)))
    at(clock, "2026-11-30 17:31")
    replicas = [make_timers() for _ in range(6)]
    for _ in range(3):
        await asyncio.gather(*(replica() for replica in replicas))
        clock.advance(timedelta(seconds=30))
    assert await kinds(ledger) == ["overdue"] * 50
