"""What is written of the long way: rows that read back as the same task, a trail that rebuilds it, events."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.ledger_work import PostgresLedger
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Turns
from services.ledger.domain.task import Outcome, Report, Result, Spoken, Supervision, Task
from services.ledger.domain.trail import fold
from services.ledger.handlers.acting import Act
from services.ledger.handlers.approve_extension import approve_extension
from services.ledger.handlers.approve_return import approve_return
from services.ledger.handlers.ask_extension import ask_extension
from services.ledger.handlers.ask_return import ask_return
from services.ledger.handlers.call_back import call_back
from services.ledger.handlers.dispatch_task import DispatchTask
from services.ledger.handlers.merge_task import merge_task
from services.ledger.handlers.pass_audit import pass_audit
from services.ledger.handlers.plan_measure import plan_measure
from services.ledger.handlers.record_contact import record_contact
from services.ledger.handlers.supervise_task import supervise_task
from services.ledger.handlers.task_commands import TaskCommands
from services.ledger.handlers.verify_trail import VerifyTrail
from services.ledger.handlers.write_off_task import write_off_task
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.handlers.test_acting import act
from tests.ledger.reading import rows

PARTLY = Report(Result.PARTLY, "先修好一盏。", ("换了一盏",))
EVENTS = (
    "SELECT event_type, aggregate_version FROM outbox"
    " WHERE event_type LIKE 'ledger.task.%' ORDER BY id"
)


@pytest.fixture
def books(ledger: AsyncEngine) -> PostgresLedger:
    """Where tasks are kept."""
    return PostgresLedger(ledger, lambda: None)


@pytest.fixture
def commands(ledger: AsyncEngine, books: PostgresLedger, clock: FixedClock) -> TaskCommands:
    """The acts, as the service has them."""
    directory = CachedDirectory(ledger)
    return TaskCommands(books, clock, DispatchTask(books, directory, clock, Turns()))


@pytest.fixture
async def organisation(ledger: AsyncEngine) -> Organisation:
    """The sample organisation as stored."""
    return await CachedDirectory(ledger).current()


def way(commands: TaskCommands, by: Callable[..., Act]) -> list[Callable[[int], Awaitable[Task]]]:
    """From a return to the write-off; each step acts on the version it is given."""
    run = commands.run
    return [
        lambda v: run(ask_return, by("feng-yan", v, note="不归我们"), "三定方案", "housing"),
        lambda v: run(approve_return, by("chen-jing", v)),
        lambda v: commands.dispatch(
            by("chen-jing", v), "urban-management", "feng-yan", ["housing"]
        ),
        lambda v: commands.sign(by("feng-yan", v)),
        lambda v: run(record_contact, by("feng-yan", v), Spoken("phone", reached=True)),
        lambda v: run(plan_measure, by("feng-yan", v), "巡检", None),
        lambda v: run(ask_extension, by("feng-yan", v, note="等配件"), 2),
        lambda v: run(approve_extension, by("huang-ting", v)),
        lambda v: run(supervise_task, by("zhou-min", v, note="抓紧"), Supervision.REMINDED),
        lambda v: commands.report(by("feng-yan", v), PARTLY),
        lambda v: run(pass_audit, by("chen-jing", v)),
        lambda v: run(call_back, by("li-na", v), Outcome.SATISFIED, True),
        lambda v: run(write_off_task, by("zhou-min", v, note="看过")),
    ]


async def test_rows_trail_and_events_agree_at_every_step(
    ledger: AsyncEngine,
    enter: Enter,
    books: PostgresLedger,
    commands: TaskCommands,
    organisation: Organisation,
    clock: FixedClock,
) -> None:
    await enter(complaint(has_contact=True))

    def by(who: str, version: int, **more: Any) -> Act:
        return act(organisation, who, version, **more)

    for version, step in enumerate(way(commands, by), 2):
        clock.advance(timedelta(minutes=1))
        task = await step(version)
        async with books.work() as work:
            subject = await work.locked(number(1))
            trail = await work.trail_after(number(1), 0)
        assert subject is not None
        assert subject.task == task
        assert fold(Task(number(1), category_code="city-lighting"), trail) == task
    async with trail_reading(ledger) as reading:
        found = await VerifyTrail(reading, lambda done, of: None)()
    assert (found.entries, found.broken, found.unsealed) == (task.version, 0, 0)
    events = [tuple(each.values()) for each in await rows(ledger, EVENTS)]
    assert [(name.split(".")[2], version) for name, version in events] == [
        *(("registered", 1), ("dispatched", 2), ("return_asked", 3), ("returned", 4)),
        *(("accepted", 4), ("dispatched", 5), ("signed", 6), ("contacted", 7)),
        *(("extension_asked", 9), ("extended", 10), ("supervised", 11), ("reported", 12)),
        *(("audited", 13), ("called_back", 14), ("closed", 14), ("written_off", 15)),
    ]


async def test_two_tasks_cannot_be_merged_into_one_another(
    enter: Enter, commands: TaskCommands, organisation: Organisation
) -> None:
    await enter(complaint(1), complaint(2))
    merged = await commands.run(merge_task, act(organisation, "chen-jing", 2), number(2))
    assert merged.master_number == number(2)
    back = Act(number(2), 2, act(organisation, "li-na", 2).actor, "desk")
    with pytest.raises(Exception, match="master_is_open"):
        await commands.run(merge_task, back, number(1))
