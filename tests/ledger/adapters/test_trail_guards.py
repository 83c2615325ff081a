"""The database itself keeps the trail: nothing is changed or taken away, and an entry is sealed once."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.anchor_book import PostgresAnchorBook
from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.app import MIGRATIONS
from services.ledger.handlers.anchor_trail import AnchorTrail
from services.ledger.handlers.verify_trail import VerifyTrail
from shared.clock import FixedClock
from shared.database import transaction
from shared.migrating import migrate
from tests.ledger.complaints import complaint
from tests.ledger.conftest import Enter
from tests.ledger.reading import rows

BEFORE_THE_CHAIN = "2026_11_23_0900"
OLD_ENTRIES = """
INSERT INTO trail (task_number, sequence, at, actor, on_behalf_of, through, action, before, after)
SELECT '261123-' || lpad((n / 2)::text, 6, '0') || '-00', n % 2 + 1, now() + n * interval '1 us',
       'zhang-wei', CASE WHEN n % 3 = 0 THEN 'li-na' END, 'desk', 'dispatch',
       '{"state": "registered", "hop": 0}',
       jsonb_build_object('state', 'dispatched', 'hop', n, 'measures', '["换灯", "巡检"]'::jsonb)
FROM generate_series(0, 2499) AS n
"""
THEIR_TASKS = """
INSERT INTO tasks (task_number, state, version, title, content, channel, nature, confidential,
                   has_contact, wants_reply, language, received_at, registered_at, hop)
SELECT DISTINCT task_number, 'dispatched', 2, 't', 'c', 'web_form', 'complaint', false,
       false, true, 'zh', now(), now(), 1
FROM trail
"""
UNSEALED = """
INSERT INTO trail (task_number, sequence, at, actor, through, action, before, after)
VALUES ('261123-000009-00', 1, now(), 'ledger', 'desk', 'register', '{}', '{}')
"""


async def run(engine: AsyncEngine, statement: str) -> None:
    async with transaction(engine) as connection:
        await connection.execute(text(statement))


@pytest.mark.parametrize("table", ["trail", "trail_anchors", "trail_anchor_heads"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET digest = ''", "DELETE FROM {0}", "TRUNCATE {0}"]
)
async def test_trail_and_anchors_can_only_grow(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, table: str, statement: str
) -> None:
    clock.advance(-timedelta(days=1))
    await enter(complaint())
    clock.advance(timedelta(days=1))
    await AnchorTrail(PostgresAnchorBook(ledger), clock)()
    with pytest.raises(DBAPIError, match="the trail is append-only"):
        await run(ledger, statement.format(table))


async def test_an_entry_without_a_digest_is_given_one_and_only_once(ledger: AsyncEngine) -> None:
    await run(ledger, UNSEALED)
    for refused in (
        "UPDATE trail SET actor = 'nobody'",
        "UPDATE trail SET actor = 'nobody', digest = 'x'",
        "UPDATE trail SET digest = NULL",
    ):
        with pytest.raises(DBAPIError, match="the trail is append-only"):
            await run(ledger, refused)
    await run(ledger, "UPDATE trail SET digest = 'x'")
    with pytest.raises(DBAPIError, match="the trail is append-only"):
        await run(ledger, "UPDATE trail SET digest = 'y'")


async def test_entries_from_before_are_given_their_digests_by_the_migration(
    engine: AsyncEngine,
) -> None:
    await migrate(engine, MIGRATIONS, BEFORE_THE_CHAIN)
    await run(engine, OLD_ENTRIES)
    await run(engine, THEIR_TASKS)
    await migrate(engine, MIGRATIONS)
    assert await rows(engine, "SELECT 1 FROM trail WHERE digest IS NULL") == []
    async with trail_reading(engine) as reading:
        found = await VerifyTrail(reading, lambda done, of: None)()
    assert (found.tasks, found.entries, found.broken) == (1250, 2500, 0)
