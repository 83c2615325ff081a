"""`jiangxin trail verify` on the ledger's database as its own migrations make it."""

import asyncio
import json
from collections.abc import Iterator

import asyncpg
import pytest

from local.services import migrate
from tests.local.conftest import Instance

NUMBER = "261123-000001-79"
TASK = """
    INSERT INTO tasks (task_number, state, version, title, content, channel, nature, confidential,
                       has_contact, wants_reply, language, received_at, registered_at, hop)
    VALUES ($1, 'registered', 1, 't', 'c', 'web', 'help', false, false, true, 'zh', now(), now(), 0)
"""
FORGED = """
    INSERT INTO trail (task_number, sequence, at, actor, through, action, before, after, digest)
    VALUES ($1, 1, now(), 'ledger', 'web', 'register', '{}', '{}', 'nobody computed this')
"""


EMPTY = """
    ALTER TABLE trail DISABLE TRIGGER trail_is_append_only;
    TRUNCATE tasks, trail;
    ALTER TABLE trail ENABLE TRIGGER trail_is_append_only
"""


@pytest.fixture
def ledger(running: Instance) -> Iterator[Instance]:
    """Its database, empty before and after."""
    asyncio.run(migrate(running.state, "ledger"))
    write(running, EMPTY)
    yield running
    write(running, EMPTY)


def write(instance: Instance, statement: str, *values: object) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(instance.state.database_url("ledger"))
        try:
            await connection.execute(statement, *values)
        finally:
            await connection.close()

    asyncio.run(run())


def test_first_it_holds_and_then_the_forged_entry_is_named(ledger: Instance) -> None:
    done = ledger.jiangxin("trail", "verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The trail holds" in done.stdout
    write(ledger, TASK, NUMBER)
    write(ledger, FORGED, NUMBER)
    done = ledger.jiangxin("trail", "verify")
    assert done.returncode == 1
    assert f"task {NUMBER}, entry 1: the entry was altered" in done.stdout
    told = ledger.jiangxin("trail", "verify", "--json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["broken"][0]["task_number"] == NUMBER


def test_a_database_that_does_not_answer_is_said_so(instance: Instance) -> None:
    assert instance.up().returncode == 0
    assert instance.jiangxin("down").returncode == 0
    done = instance.jiangxin("trail", "verify")
    assert done.returncode == 1
    assert "The ledger's trail cannot be read" in done.stdout
