"""Whoever tampers with the database is found, and the place is named."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.anchor_book import PostgresAnchorBook
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.adapters.trail_sealing import TrailSealer
from services.ledger.domain.broken_link import Break, BrokenLink
from services.ledger.handlers.anchor_trail import AnchorTrail
from services.ledger.handlers.verify_trail import Verified, VerifyTrail
from shared.clock import FixedClock
from shared.database import transaction
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.reading import rows

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
ONE = number(1)
FORGED = "decode(repeat('ab', 32), 'hex')"


@pytest.fixture
async def anchored(ledger: AsyncEngine, enter: Enter, clock: FixedClock) -> AsyncEngine:
    """Three tasks of Monday with two entries each, one of Tuesday; both days anchored."""
    await enter(*(complaint(n) for n in (1, 2, 3)))
    clock.advance(timedelta(days=1))
    anchor = AnchorTrail(PostgresAnchorBook(ledger), clock)
    await anchor()
    await enter(complaint(4))
    clock.advance(timedelta(days=1))
    await anchor()
    return ledger


async def tamper(engine: AsyncEngine, *statements: str) -> None:
    """As a superuser who switches the triggers off."""
    async with transaction(engine) as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            await connection.execute(text(statement))


async def verified(engine: AsyncEngine) -> Verified:
    async with trail_reading(engine) as reading:
        return await VerifyTrail(reading, lambda done, of: None)()


async def first(engine: AsyncEngine) -> BrokenLink:
    return (await verified(engine)).links[0]


async def test_what_nobody_touched_verifies(anchored: AsyncEngine) -> None:
    found = await verified(anchored)
    assert (found.tasks, found.entries, found.anchors) == (4, 8, 2)
    assert (found.broken, found.unsealed, found.links) == (0, 0, [])


async def test_an_empty_ledger_verifies(ledger: AsyncEngine) -> None:
    assert await verified(ledger) == Verified()


async def test_progress_ends_where_it_said_it_would(anchored: AsyncEngine) -> None:
    told: list[tuple[int, int]] = []
    async with trail_reading(anchored) as reading:
        await VerifyTrail(reading, lambda done, of: told.append((done, of)))()
    assert told[-1] == (12, 12)


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "actor = 'nobody'",
        "on_behalf_of = ''",
        "through = 'desk'",
        "action = 'close'",
        "action = 'never heard of'",
        """before = '{"x": 1}'""",
        """after = after || '{"unit_code": "another"}'""",
        """after = after || '{"hop": 1.5}'""",
        "after = '[]'",
        f"digest = {FORGED}",
        "digest = NULL",
    ],
)
async def test_an_altered_row_is_found(anchored: AsyncEngine, change: str) -> None:
    await tamper(
        anchored, f"UPDATE trail SET {change} WHERE task_number = '{ONE}' AND sequence = 1"
    )
    assert await first(anchored) == BrokenLink(Break.ALTERED, ONE, 1)


@pytest.mark.parametrize("sequence", [1, 2])
async def test_a_deleted_row_is_found(anchored: AsyncEngine, sequence: int) -> None:
    which = f"task_number = '{ONE}' AND sequence = {sequence}"
    await tamper(anchored, f"DELETE FROM trail WHERE {which}")
    assert await first(anchored) == BrokenLink(Break.MISSING, ONE, sequence)


async def test_rows_that_changed_places_are_found(anchored: AsyncEngine) -> None:
    which = f"WHERE task_number = '{ONE}'"
    await tamper(
        anchored,
        f"UPDATE trail SET sequence = sequence + 10 {which}",
        f"UPDATE trail SET sequence = 13 - sequence {which}",
    )
    assert await first(anchored) == BrokenLink(Break.OUT_OF_PLACE, ONE, 1)


async def test_a_renumbered_row_is_found(anchored: AsyncEngine) -> None:
    which = f"task_number = '{ONE}'"
    await tamper(anchored, f"UPDATE trail SET sequence = 3 WHERE {which} AND sequence = 2")
    assert await first(anchored) == BrokenLink(Break.MISSING, ONE, 2)
    await tamper(anchored, f"UPDATE trail SET sequence = 0 WHERE {which} AND sequence = 1")
    assert await first(anchored) == BrokenLink(Break.OUT_OF_PLACE, ONE, 0)


async def test_a_row_taken_from_another_task_is_found(anchored: AsyncEngine) -> None:
    which = f"WHERE task_number = '{number(2)}' AND sequence = 2"
    copied = "sequence, at, actor, on_behalf_of, through, action, before, after, digest"
    await tamper(
        anchored,
        f"DELETE FROM trail WHERE task_number = '{ONE}' AND sequence = 2",
        f"INSERT INTO trail (task_number, {copied}) SELECT '{ONE}', {copied} FROM trail {which}",
    )
    assert await first(anchored) == BrokenLink(Break.ALTERED, ONE, 2)


async def test_a_trail_that_was_removed_whole_is_found(anchored: AsyncEngine) -> None:
    await tamper(anchored, f"DELETE FROM trail WHERE task_number = '{ONE}'")
    found = await verified(anchored)
    assert found.links == [
        BrokenLink(Break.MISSING, ONE, 1),
        BrokenLink(Break.HEAD_GONE, ONE, 2, MONDAY),
    ]


async def test_a_task_that_was_removed_is_found_with_and_without_its_trail(
    anchored: AsyncEngine,
) -> None:
    await tamper(anchored, f"DELETE FROM tasks WHERE task_number = '{ONE}'")
    assert await first(anchored) == BrokenLink(Break.NO_TASK, ONE, 1)
    await tamper(anchored, f"DELETE FROM trail WHERE task_number = '{ONE}'")
    assert await first(anchored) == BrokenLink(Break.HEAD_GONE, ONE, 2, MONDAY)


async def test_an_entry_that_was_added_is_found(anchored: AsyncEngine) -> None:
    await tamper(
        anchored,
        "INSERT INTO trail SELECT task_number, 3, at, actor, on_behalf_of, through, action, before,"
        f" after, NULL FROM trail WHERE task_number = '{ONE}' AND sequence = 2",
    )
    assert await first(anchored) == BrokenLink(Break.SURPLUS, ONE, 3)


async def test_a_chain_that_was_computed_anew_does_not_fit_its_anchor(
    anchored: AsyncEngine,
) -> None:
    """Whoever knows the form can forge a whole chain, and is given away by what was anchored."""
    await tamper(
        anchored,
        f"UPDATE trail SET actor = 'nobody', digest = NULL WHERE task_number = '{ONE}'",
    )
    await TrailSealer(anchored)()
    assert await first(anchored) == BrokenLink(Break.HEAD_CHANGED, ONE, 2, MONDAY)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE trail_anchors SET digest = {FORGED} WHERE day = '2026-11-23'",
        "UPDATE trail_anchors SET tasks = 7 WHERE day = '2026-11-23'",
        f"DELETE FROM trail_anchor_heads WHERE task_number = '{ONE}'",
        f"UPDATE trail_anchor_heads SET sequence = 1 WHERE task_number = '{number(2)}'",
    ],
)
async def test_a_tampered_anchor_is_found(anchored: AsyncEngine, statement: str) -> None:
    await tamper(anchored, statement)
    broken = BrokenLink(Break.ANCHOR_ALTERED, day=MONDAY)
    assert broken in (await verified(anchored)).links


async def test_an_anchor_that_differs_from_what_was_published_is_found(
    anchored: AsyncEngine,
) -> None:
    """Trail, heads and anchors can all be made anew; what went out cannot be called back."""
    await tamper(
        anchored,
        f"DELETE FROM trail WHERE task_number = '{number(4)}'",
        f"DELETE FROM tasks WHERE task_number = '{number(4)}'",
        "DELETE FROM trail_anchor_heads WHERE day = '2026-11-24'",
        "DELETE FROM trail_anchors WHERE day = '2026-11-24'",
    )
    assert await first(anchored) == BrokenLink(Break.ANCHOR_MISSING, day=TUESDAY)


@pytest.mark.parametrize("day", [MONDAY, TUESDAY])
async def test_a_day_without_its_anchor_is_found(anchored: AsyncEngine, day: date) -> None:
    await tamper(anchored, f"DELETE FROM trail_anchors WHERE day = '{day}'", "DELETE FROM outbox")
    assert BrokenLink(Break.ANCHOR_MISSING, day=day) in (await verified(anchored)).links


async def test_only_the_first_twenty_are_named_and_all_are_counted(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(*(complaint(n) for n in range(25)))
    await tamper(ledger, "UPDATE trail SET actor = 'nobody'")
    found = await verified(ledger)
    assert (found.broken, len(found.links)) == (25, 20)


async def test_entries_of_the_release_before_are_sealed_later(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(complaint(1), complaint(2))
    await tamper(ledger, f"UPDATE trail SET digest = NULL WHERE task_number = '{ONE}'")
    found = await verified(ledger)
    assert (found.broken, found.unsealed) == (0, 2)
    before = await rows(ledger, "SELECT * FROM trail WHERE digest IS NOT NULL ORDER BY sequence")
    assert await TrailSealer(ledger)() == 1
    assert await TrailSealer(ledger)() == 0
    found = await verified(ledger)
    assert (found.broken, found.unsealed) == (0, 0)
    untouched = f"SELECT * FROM trail WHERE task_number = '{number(2)}' ORDER BY sequence"
    assert await rows(ledger, untouched) == before
