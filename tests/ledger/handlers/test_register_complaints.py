"""Each complaint becomes exactly one task, routed, with its due date, its trail and its events."""

import asyncio
from datetime import UTC, datetime

from asyncpg import UniqueViolationError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.handlers.register_complaints import RegisterComplaints
from shared.database import transaction
from shared.messaging.received import Received
from tests.ledger.complaints import complaint, number, received
from tests.ledger.reading import rows


async def take(engine: AsyncEngine, register: RegisterComplaints, *events: Received) -> None:
    async with transaction(engine) as connection:
        await register(connection, events)


async def test_a_complaint_becomes_a_task_of_the_unit_its_category_names(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    await take(ledger, register, received(complaint()))
    [task] = await rows(ledger, "SELECT * FROM tasks")
    assert (task["task_number"], task["state"], task["version"]) == (number(1), "dispatched", 2)
    assert (task["unit_code"], task["rule_code"], task["hop"]) == ("urban-management", "streets", 1)
    assert task["owner_id"] in ("feng-yan", "song-jie")
    assert task["due_at"] == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)  # 17:30 in China


async def test_what_no_rule_knows_waits_in_the_tray_without_a_clock(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    odd = complaint(category_code=None, title="想说几句", content="没有什么特别的事情。")
    await take(ledger, register, received(odd))
    [task] = await rows(ledger, "SELECT * FROM tasks")
    assert (task["state"], task["version"], task["unit_code"]) == ("registered", 1, None)
    assert task["due_at"] is None
    assert [row["event_type"] for row in await rows(ledger, "SELECT * FROM outbox ORDER BY id")][
        -1
    ] == ("ledger.task.registered.v1")


async def test_owners_of_a_unit_take_turns(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    await take(ledger, register, *(received(complaint(index)) for index in range(4)))
    tasks = await rows(ledger, "SELECT owner_id FROM tasks ORDER BY task_number")
    assert [task["owner_id"] for task in tasks] == ["feng-yan", "song-jie"] * 2


async def test_events_and_trail_tell_the_same_story_in_order(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    first = received(complaint(1))
    await take(ledger, register, first, received(complaint(2)))
    events = await rows(
        ledger,
        "SELECT event_type, aggregate_id, aggregate_version, causation_id FROM outbox"
        " WHERE event_type LIKE 'ledger.task.%' ORDER BY id",
    )
    assert [(e["event_type"], e["aggregate_id"], e["aggregate_version"]) for e in events] == [
        ("ledger.task.registered.v1", number(1), 1),
        ("ledger.task.dispatched.v1", number(1), 2),
        ("ledger.task.registered.v1", number(2), 1),
        ("ledger.task.dispatched.v1", number(2), 2),
    ]
    assert events[0]["causation_id"] == first.id
    trail = await rows(ledger, "SELECT * FROM trail ORDER BY task_number, sequence")
    assert [(t["sequence"], t["action"]) for t in trail] == [(1, "register"), (2, "dispatch")] * 2
    assert trail[1]["before"]["state"] == "registered"
    assert trail[1]["after"]["unit_code"] == "urban-management"


async def test_the_same_number_again_changes_nothing(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    await take(ledger, register, received(complaint(1)))
    before = await rows(ledger, "SELECT count(*) AS n FROM outbox")
    again = [received(complaint(1, title="改过的标题")), received(complaint(2))]
    await take(ledger, register, *again, received(complaint(2)))
    tasks = await rows(ledger, "SELECT task_number, title FROM tasks ORDER BY task_number")
    assert [task["task_number"] for task in tasks] == [number(1), number(2)]
    assert tasks[0]["title"] == complaint(1).title
    after = await rows(ledger, "SELECT count(*) AS n FROM outbox")
    assert after[0]["n"] == before[0]["n"] + 2
    assert len(await rows(ledger, "SELECT * FROM trail")) == 4


async def test_two_replicas_with_the_same_number_leave_one_task_and_the_other_comes_again(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    async def slowly(*events: Received) -> None:
        async with transaction(ledger) as connection:
            await register(connection, events)
            await asyncio.sleep(0.3)  # the other one arrives in between

    answers = await asyncio.gather(
        slowly(received(complaint(1))),
        slowly(received(complaint(1)), received(complaint(2))),
        return_exceptions=True,
    )
    [refused] = [answer for answer in answers if answer is not None]
    assert isinstance(refused, UniqueViolationError)
    await take(ledger, register, received(complaint(1)), received(complaint(2)))
    tasks = await rows(ledger, "SELECT task_number FROM tasks ORDER BY task_number")
    assert [task["task_number"] for task in tasks] == [number(1), number(2)]
    assert len(await rows(ledger, "SELECT * FROM trail")) == 4
