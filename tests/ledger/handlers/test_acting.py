"""Officers act on tasks: state, trail and events together, and one of two who come at once loses clearly."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.ledger_work import PostgresLedger
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.domain.guards import Guard, Refused
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Turns
from services.ledger.domain.task import Actor, Report, Result, State
from services.ledger.handlers.acting import Act, ChangedMeanwhile, NoSuchTask
from services.ledger.handlers.dispatch_task import DispatchTask
from services.ledger.handlers.task_commands import TaskCommands
from services.ledger.handlers.verify_trail import VerifyTrail
from shared.clock import FixedClock
from shared.database import transaction
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.reading import count, rows

DONE = Report(Result.RESOLVED, "路灯已经修好。", ("更换灯泡", "列入巡检"))


class Wakes:
    """Counts how often the relay was woken."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def wakes() -> Wakes:
    """The relay's ear."""
    return Wakes()


@pytest.fixture
def commands(ledger: AsyncEngine, clock: FixedClock, wakes: Wakes) -> TaskCommands:
    """The acts, as the service has them."""
    tasks = PostgresLedger(ledger, wakes)
    dispatch = DispatchTask(tasks, CachedDirectory(ledger), clock, Turns())
    return TaskCommands(tasks, clock, dispatch)


@pytest.fixture
async def organisation(ledger: AsyncEngine) -> Organisation:
    """The sample organisation as stored."""
    return await CachedDirectory(ledger).current()


def act(organisation: Organisation, staff_id: str, version: int, **more: Any) -> Act:
    person = organisation.staff_by_id[staff_id]
    actor = Actor(staff_id, person.unit_code, frozenset(person.roles))
    return Act(number(1), version, actor, "desk", **more)


async def task_row(ledger: AsyncEngine) -> Any:
    return (await rows(ledger, "SELECT * FROM tasks"))[0]


async def test_the_whole_way_is_written_step_by_step(
    ledger: AsyncEngine,
    enter: Enter,
    commands: TaskCommands,
    organisation: Organisation,
    clock: FixedClock,
    wakes: Wakes,
) -> None:
    await enter(complaint())
    clock.advance(timedelta(hours=1))
    await commands.sign(act(organisation, "feng-yan", 2))
    clock.advance(timedelta(days=1))
    await commands.report(act(organisation, "feng-yan", 3, note="现场照片已存"), DONE)
    clock.advance(timedelta(days=1))
    await commands.close(act(organisation, "chen-jing", 4, note="已回访"))

    row = await task_row(ledger)
    assert (row["state"], row["version"], row["result"]) == ("closed", 5, "resolved")
    trail = await rows(ledger, "SELECT * FROM trail ORDER BY sequence")
    assert [(t["sequence"], t["action"], t["actor"]) for t in trail] == [
        (1, "register", "ledger"),
        (2, "dispatch", "ledger"),
        (3, "sign", "feng-yan"),
        (4, "report", "feng-yan"),
        (5, "close", "chen-jing"),
    ]
    assert [each["text"] for each in trail[3]["after"]["measures"]] == ["更换灯泡", "列入巡检"]
    assert trail[4]["after"]["note"] == "已回访"
    assert trail[4]["before"] == {
        "state": "reported",
        "closed_at": None,
        "auditor_id": None,
        "audited_at": None,
    }
    events = await rows(
        ledger,
        "SELECT event_type, aggregate_version FROM outbox"
        " WHERE event_type LIKE 'ledger.task.%' ORDER BY id",
    )
    assert [(e["event_type"].split(".")[2], e["aggregate_version"]) for e in events] == [
        ("registered", 1),
        ("dispatched", 2),
        ("signed", 3),
        ("reported", 4),
        ("closed", 5),
    ]
    [report] = await rows(ledger, "SELECT * FROM reports")
    assert (report["public_reply"], report["reported_by"]) == (DONE.public_reply, "feng-yan")
    assert wakes.times == 3


async def test_from_the_tray_to_a_unit_the_next_in_turn_gets_it(
    ledger: AsyncEngine, enter: Enter, commands: TaskCommands, organisation: Organisation
) -> None:
    await enter(complaint(category_code=None, title="想说几句", content="心里话。"))
    sent = await commands.dispatch(act(organisation, "chen-jing", 1), "market-regulation")
    assert (sent.owner_id, sent.hop, sent.rule_code) == ("zhang-wei", 1, None)
    row = await task_row(ledger)
    assert (row["state"], row["unit_code"]) == ("dispatched", "market-regulation")
    assert row["due_at"] == sent.due_at


async def test_a_new_owner_in_the_unit_keeps_the_date_and_its_words(
    ledger: AsyncEngine,
    enter: Enter,
    commands: TaskCommands,
    organisation: Organisation,
    clock: FixedClock,
) -> None:
    await enter(complaint())
    before = await task_row(ledger)
    clock.advance(timedelta(days=2))
    await commands.dispatch(act(organisation, "chen-jing", 2), "urban-management", "song-jie")
    row = await task_row(ledger)
    assert (row["owner_id"], row["hop"], row["due_at"]) == ("song-jie", 2, before["due_at"])
    bodies = await rows(
        ledger,
        "SELECT convert_from(payload, 'UTF8')::jsonb ->> 'due_basis_zh' AS words FROM outbox"
        " WHERE event_type = 'ledger.task.dispatched.v1' ORDER BY id",
    )
    assert bodies[0]["words"] == bodies[1]["words"]


async def test_a_colleague_signs_on_behalf_of_the_owner(
    ledger: AsyncEngine, enter: Enter, commands: TaskCommands, organisation: Organisation
) -> None:
    await enter(complaint())
    await commands.sign(act(organisation, "song-jie", 2))
    [entry] = await rows(ledger, "SELECT * FROM trail WHERE action = 'sign'")
    assert (entry["actor"], entry["on_behalf_of"]) == ("song-jie", "feng-yan")


@pytest.mark.parametrize(
    ("unit", "owner", "guard"),
    [
        ("no-such-unit", None, Guard.UNIT_IS_KNOWN),
        ("housing", "nobody", Guard.OWNER_IS_KNOWN),
        ("housing", "zhang-wei", Guard.OWNER_WORKS_IN_UNIT),
    ],
)
async def test_a_recipient_who_does_not_exist_is_refused(
    ledger: AsyncEngine,
    enter: Enter,
    commands: TaskCommands,
    organisation: Organisation,
    unit: str,
    owner: str | None,
    guard: Guard,
) -> None:
    await enter(complaint())
    with pytest.raises(Refused, match=guard.value):
        await commands.dispatch(act(organisation, "chen-jing", 2), unit, owner)
    assert (await task_row(ledger))["version"] == 2


async def test_a_refusal_leaves_nothing_behind(
    ledger: AsyncEngine,
    enter: Enter,
    commands: TaskCommands,
    organisation: Organisation,
    wakes: Wakes,
) -> None:
    await enter(complaint())
    before = [await count(ledger, table) for table in ("trail", "outbox", "reports")]
    with pytest.raises(Refused):
        await commands.report(act(organisation, "feng-yan", 2), DONE)
    assert [await count(ledger, table) for table in ("trail", "outbox", "reports")] == before
    assert wakes.times == 0


async def test_of_two_officers_who_act_at_once_one_wins_and_the_other_hears_who(
    ledger: AsyncEngine, enter: Enter, commands: TaskCommands, organisation: Organisation
) -> None:
    await enter(complaint())
    racing: list[Awaitable[Any]] = [
        commands.sign(act(organisation, "feng-yan", 2)),
        commands.dispatch(act(organisation, "chen-jing", 2), "housing"),
        commands.sign(act(organisation, "song-jie", 2)),
        commands.dispatch(act(organisation, "li-na", 2), "market-regulation"),
    ]
    answers = await asyncio.gather(*racing, return_exceptions=True)
    lost = [answer for answer in answers if isinstance(answer, BaseException)]
    assert len(lost) == 3
    assert all(isinstance(answer, ChangedMeanwhile) for answer in lost)
    row = await task_row(ledger)
    [last] = await rows(ledger, "SELECT * FROM trail WHERE sequence = 3")
    assert row["version"] == 3
    for answer in lost:
        assert isinstance(answer, ChangedMeanwhile)
        assert [entry.actor for entry in answer.entries] == [last["actor"]]


async def test_what_is_not_within_somebodys_scope_does_not_exist_for_them(
    ledger: AsyncEngine, enter: Enter, commands: TaskCommands, organisation: Organisation
) -> None:
    await enter(complaint())
    with pytest.raises(NoSuchTask):
        await commands.sign(act(organisation, "he-ping", 2))
    with pytest.raises(NoSuchTask):
        await commands.sign(act(organisation, "he-ping", 1))
    assert (await task_row(ledger))["state"] == State.DISPATCHED


async def test_every_act_is_chained_to_the_one_before_even_to_one_not_sealed_yet(
    ledger: AsyncEngine, enter: Enter, commands: TaskCommands, organisation: Organisation
) -> None:
    await enter(complaint())
    async with transaction(ledger) as connection:  # as the release before this one writes entries
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text("UPDATE trail SET digest = NULL"))
    owner = (await task_row(ledger))["owner_id"]
    await commands.sign(act(organisation, owner, 2))
    await commands.report(act(organisation, owner, 3), DONE)
    async with trail_reading(ledger) as reading:
        found = await VerifyTrail(reading, lambda done, of: None)()
    assert (found.entries, found.unsealed, found.broken) == (4, 0, 0)
