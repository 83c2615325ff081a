"""Somebody leaves: everything open changes hands once, whatever is interrupted; dates stay."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.administration.administration_work import PostgresAdministration
from services.ledger.adapters.administration.handover_book import (
    PostgresHandoverBook,
    PostgresHandoverWork,
)
from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.organisation_work import organisation_work
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.domain.actor import Actor
from services.ledger.domain.administration.editing import NoSuchEntry, changing
from services.ledger.domain.administration.rights import Forbidden
from services.ledger.domain.routing import Turns
from services.ledger.handlers.administration.change_organisation import (
    ChangeOrganisation,
    Faulty,
    Ordered,
)
from services.ledger.handlers.administration.hand_over import HandOver
from services.ledger.handlers.administration.leave import Leave
from services.ledger.handlers.administration.ports import HandoverBook
from services.ledger.handlers.verify_trail import VerifyTrail
from shared.clock import FixedClock
from shared.database import transaction
from tests.ledger.complaints import complaint
from tests.ledger.conftest import Enter
from tests.ledger.reading import rows

CENTRE = Actor("chen-jing", "hotline", frozenset({"dispatcher"}))
HEAD = Actor("huang-ting", "urban-management", frozenset({"unit_head"}))
STRANGER = Actor("zhao-lei", "market-regulation", frozenset({"unit_head"}))
FACTS = "SELECT task_number, owner_id, state, version, due_at, unit_code FROM tasks ORDER BY 1"


def nobody() -> None:
    """No relay to wake."""


class Interrupted(Exception):
    """The process ends here."""


class FaintingBook(PostgresHandoverBook):
    """Its process is killed in the middle of a batch, after everything was written."""

    def __init__(self, engine: AsyncEngine, batches: int) -> None:
        super().__init__(engine, nobody)
        self.left = batches

    @asynccontextmanager
    async def work(self) -> AsyncIterator[PostgresHandoverWork]:
        async with super().work() as work:
            yield work
            self.left -= 1
            if self.left < 0:
                raise Interrupted


def leave_with(
    engine: AsyncEngine, clock: FixedClock, book: HandoverBook | None = None, at_once: int = 200
) -> tuple[Leave, HandOver]:
    book = book or PostgresHandoverBook(engine, nobody)
    administration = PostgresAdministration(engine, nobody)
    hand_over = HandOver(book, CachedDirectory(engine), Turns(), clock, at_once)
    change = ChangeOrganisation(administration, clock)
    return Leave(administration, book, change, hand_over, clock), hand_over


async def version(engine: AsyncEngine) -> int:
    return int((await rows(engine, "SELECT version FROM organisation"))[0]["version"])


async def order(engine: AsyncEngine, actor: Actor = CENTRE) -> Ordered:
    return Ordered(actor, await version(engine), "desk", note="调往外地")


async def told(engine: AsyncEngine) -> list[dict[str, Any]]:
    query = (
        "SELECT convert_from(payload, 'UTF8') AS body, aggregate_version AS v FROM outbox"
        " WHERE event_type = 'ledger.task.handed_over.v1' ORDER BY id"
    )
    return [
        {**json.loads(each["body"]), "version": each["v"]} for each in await rows(engine, query)
    ]


async def owned_by(engine: AsyncEngine, staff_id: str) -> list[str]:
    return [
        each["task_number"] for each in await rows(engine, FACTS) if each["owner_id"] == staff_id
    ]


async def test_one_act_hands_everything_to_the_successor_and_dates_stay(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    await enter(*(complaint(n) for n in range(1, 7)))  # street lamps: feng-yan and song-jie in turn
    before = {each["task_number"]: each for each in await rows(ledger, FACTS)}
    theirs = await owned_by(ledger, "feng-yan")
    leave, _ = leave_with(ledger, clock)
    left = await leave(await order(ledger), "feng-yan", "song-jie")
    assert left.handed == len(theirs) == 3
    for each in await rows(ledger, FACTS):
        was = before[each["task_number"]]
        assert (each["owner_id"], each["due_at"], each["state"]) == (
            "song-jie",
            was["due_at"],
            was["state"],
        )
    events = await told(ledger)
    assert [event["task_number"] for event in events] == theirs
    assert {(e["from_owner_id"], e["owner_id"], e["version"]) for e in events} == {
        ("feng-yan", "song-jie", 3)
    }
    entries = await rows(ledger, "SELECT * FROM trail WHERE action = 'hand_over' ORDER BY 1")
    assert {(e["actor"], e["through"], e["after"]["note"]) for e in entries} == {
        ("chen-jing", "handover", "调往外地")
    }
    assert entries[0]["before"] == {"owner_id": "feng-yan"}


async def test_a_thousand_tasks_interrupted_in_the_middle_change_hands_once_each(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    await enter(*(complaint(n) for n in range(1, 2001)))
    dates = {each["task_number"]: each["due_at"] for each in await rows(ledger, FACTS)}
    theirs = await owned_by(ledger, "feng-yan")
    leave, _ = leave_with(ledger, clock, FaintingBook(ledger, batches=3))
    with pytest.raises(Interrupted):
        await leave(await order(ledger), "feng-yan", None)
    assert len(await owned_by(ledger, "feng-yan")) == 400  # three batches of 200 were committed
    _, hand_over = leave_with(ledger, clock)
    assert await hand_over.resume() == 400
    assert await hand_over.resume() == 0
    assert await owned_by(ledger, "feng-yan") == []
    events = await told(ledger)
    assert sorted(event["task_number"] for event in events) == theirs
    assert {event["version"] for event in events} == {3}
    entries = await rows(ledger, "SELECT task_number FROM trail WHERE action = 'hand_over'")
    assert Counter(each["task_number"] for each in entries) == Counter(theirs)
    assert {each["task_number"]: each["due_at"] for each in await rows(ledger, FACTS)} == dates
    async with trail_reading(ledger) as reading:
        assert (await VerifyTrail(reading, lambda done, of: None)()).broken == 0
    handed = await rows(ledger, "SELECT handed FROM staff_departures")
    assert handed[0]["handed"] == len(theirs) == 1000


async def test_the_same_act_again_goes_on_where_it_was_interrupted(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    await enter(*(complaint(n) for n in range(1, 11)))
    leave, _ = leave_with(ledger, clock, FaintingBook(ledger, batches=1), at_once=2)
    with pytest.raises(Interrupted):
        await leave(await order(ledger), "feng-yan", "song-jie")
    leave, _ = leave_with(ledger, clock)
    assert (await leave(await order(ledger), "feng-yan", "song-jie")).handed == 3
    assert len(await told(ledger)) == 5


async def test_by_turns_the_colleagues_share_and_without_colleagues_the_head_takes_over(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    await enter(*(complaint(n) for n in range(1, 5)))
    leave, _ = leave_with(ledger, clock)
    await leave(await order(ledger), "feng-yan", None)
    assert len(await owned_by(ledger, "song-jie")) == 4
    await leave(await order(ledger), "song-jie", None)
    assert len(await owned_by(ledger, "huang-ting")) == 4


async def test_rules_that_named_the_leaver_name_the_successor_or_nobody(
    ledger: AsyncEngine, clock: FixedClock
) -> None:
    leave, _ = leave_with(ledger, clock)
    left = await leave(await order(ledger), "gao-xiang", "zhang-wei")
    owners = {rule.code: rule.owner_id for rule in left.organisation.rules}
    assert owners["food"] == "zhang-wei"
    left = await leave(await order(ledger), "guo-ying", None)
    assert {rule.code: rule.owner_id for rule in left.organisation.rules}["english-guide"] is None


async def test_what_is_sent_to_the_leaver_in_that_very_moment_is_picked_up(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    leave, hand_over = leave_with(ledger, clock)
    await leave(await order(ledger), "feng-yan", "song-jie")
    await enter(complaint(1))
    async with transaction(ledger) as connection:
        await connection.exec_driver_sql("UPDATE tasks SET owner_id = 'feng-yan'")
    assert await hand_over.resume() == 1
    assert len(await owned_by(ledger, "song-jie")) == 1


async def test_who_came_back_keeps_their_new_tasks(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock
) -> None:
    leave, hand_over = leave_with(ledger, clock)
    left = await leave(await order(ledger), "song-jie", "feng-yan")
    back = replace(left.organisation.staff_by_id["song-jie"], active=True)
    change = ChangeOrganisation(PostgresAdministration(ledger, nobody), clock)
    await change(await order(ledger), changing(back))
    await enter(complaint(1), complaint(2))
    assert await hand_over.resume() == 0
    assert len(await owned_by(ledger, "song-jie")) == 1


@pytest.mark.parametrize("successor", ["feng-yan", "wu-gang", "nobody-of-that-name"])
async def test_a_successor_who_cannot_take_over_is_refused_and_nobody_leaves(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, successor: str
) -> None:
    await enter(complaint(1))
    leave, _ = leave_with(ledger, clock)
    with pytest.raises(Faulty) as refused:
        await leave(await order(ledger), "feng-yan", successor)
    assert [fault.path for fault in refused.value.faults] == ["successor"]
    async with organisation_work(ledger) as work:
        assert (await work.read()).staff_by_id["feng-yan"].active


async def test_the_head_of_the_unit_may_the_head_of_another_may_not(
    ledger: AsyncEngine, clock: FixedClock
) -> None:
    leave, _ = leave_with(ledger, clock)
    for actor in (STRANGER, Actor("wu-gang", None, frozenset({"auditor"}))):
        with pytest.raises(Forbidden):
            await leave(await order(ledger, actor), "feng-yan", None)
    await leave(await order(ledger, HEAD), "feng-yan", "song-jie")
    with pytest.raises(Forbidden):  # although nothing is left to change
        await leave(await order(ledger, STRANGER), "feng-yan", None)
    with pytest.raises(NoSuchEntry):
        await leave(await order(ledger), "nobody", None)
