"""`jiangxin verify` on databases as the services' own migrations make them."""

import asyncio
import json
from collections.abc import Iterator

import asyncpg
import pytest

from local.checks import Check, missing, twice
from local.services import migrate
from local.verify import Look
from shared.messaging.streams import CONSUMERS
from shared.provision import SERVICES
from shared.provision.streams import as_provision, as_user
from tests.local.conftest import Instance

A, B, C = "261123-000001-79", "261123-000002-76", "261123-000003-73"

RECEIPT = """
    INSERT INTO complaints (number, received_at, channel, nature, title, content, confidential,
                            real_name, wants_reply, language)
    VALUES ($1, now(), 'web', 'help', 't', 'c', false, false, true, 'zh')
"""
FACT = "INSERT INTO cases (complaint_number, received_at, registered_at) VALUES ($1, now(), now())"
PARKED = """
    INSERT INTO parked_messages (consumer, message_id, subject, stream, stream_sequence, deliveries,
                                 reason, headers, payload)
    VALUES ('ledger-register-complaints', $1, 's', 'INTAKE', 1, 1, 'unreadable', '{}', '')
"""
WAITING = """
    INSERT INTO outbox (event_id, event_type, subject, source, aggregate_id, aggregate_version, time,
                        correlation_id, payload)
    VALUES ($1, 't', 's', 'intake', 'a', 1, now(), 'c', '')
"""


@pytest.fixture(scope="module")
def migrated(running: Instance) -> Instance:
    async def run() -> None:
        await asyncio.gather(*(migrate(running.state, service) for service in SERVICES))

    asyncio.run(run())
    return running


@pytest.fixture
def databases(migrated: Instance) -> Iterator[Instance]:
    """Empty of everything that is verified, before and after."""
    empty(migrated)
    yield migrated
    empty(migrated)


def write(instance: Instance, service: str, statement: str, *values: object) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(instance.state.database_url(service))
        try:
            await connection.execute(statement, *values)
        finally:
            await connection.close()

    asyncio.run(run())


def empty(instance: Instance) -> None:
    write(instance, "intake", "TRUNCATE complaints CASCADE")
    write(instance, "ledger", "TRUNCATE tasks CASCADE")
    write(instance, "metrics", "TRUNCATE cases CASCADE")
    for service in SERVICES:
        write(instance, service, "TRUNCATE outbox, parked_messages")
    asyncio.run(forget_events(instance))


async def forget_events(instance: Instance) -> None:
    state = instance.state
    async with as_provision([state.nats_url], state.seed("provision")) as js:
        for stream in {consumer.stream for consumer in CONSUMERS}:
            await js.purge_stream(stream)


def register(instance: Instance, number: str) -> None:
    """A task with whatever its table asks for besides the number."""

    async def run() -> None:
        connection = await asyncpg.connect(instance.state.database_url("ledger"))
        try:
            needed = await connection.fetch("""
                SELECT column_name, data_type FROM information_schema.columns
                WHERE table_name = 'tasks' AND is_nullable = 'NO' AND column_default IS NULL
                  AND is_generated = 'NEVER'""")
            values = {row["column_name"]: SOMETHING[row["data_type"]] for row in needed}
            values |= {"task_number": f"'{number}'", "complaint_number": f"'{number}'"}
            columns = ", ".join(values)
            await connection.execute(
                f"INSERT INTO tasks ({columns}) VALUES ({', '.join(values.values())})"
            )
        finally:
            await connection.close()

    asyncio.run(run())


SOMETHING = {
    "text": "'registered'",
    "integer": "1",
    "bigint": "1",
    "smallint": "1",
    "boolean": "false",
    "timestamp with time zone": "now()",
    "jsonb": "'{}'",
    "date": "current_date",
}


def ask(instance: Instance) -> tuple[int, dict[str, list[str]]]:
    """Exit code, and what offends by check."""
    done = instance.jiangxin("verify", "--json", "--within", "0")
    printed = json.loads(done.stdout)
    offending = {c["code"]: c["offending"] for c in printed["checks"] if not c["holds"]}
    assert printed["clean"] == (not offending)
    return done.returncode, offending


def test_one_story_in_four_databases_is_clean(databases: Instance) -> None:
    for number in (A, B):
        write(databases, "intake", RECEIPT, number)
        register(databases, number)
        write(databases, "metrics", FACT, number)
    assert ask(databases) == (0, {})
    assert "every receipt has a task" in databases.jiangxin("verify").stdout


def test_every_gap_is_named_with_its_numbers(databases: Instance) -> None:
    for number in (A, B):
        write(databases, "intake", RECEIPT, number)
    register(databases, A)
    register(databases, C)
    write(databases, "metrics", FACT, A)
    assert ask(databases) == (
        1,
        {
            "receipts-have-tasks": [B],
            "tasks-have-receipts": [C],
            "receipts-are-counted": [B],
            "tasks-are-counted": [C],
        },
    )


def test_what_waits_and_what_was_put_aside_is_named(databases: Instance) -> None:
    event = "01a207ca-cea3-75f7-9093-9b72182da784"
    write(databases, "intake", WAITING, event)
    write(databases, "ledger", PARKED, "m1")
    code, offending = ask(databases)
    assert code == 1
    assert offending == {
        "intake-outbox-drained": [event],
        "ledger-nothing-parked": ["ledger-register-complaints m1"],
    }


def test_what_nobody_has_read_yet_is_said_with_its_number_and_an_exit_code_of_its_own(
    databases: Instance,
) -> None:
    write(databases, "intake", RECEIPT, A)
    publish(databases, "intake.complaint.received.v1.unassigned")
    done = databases.jiangxin("verify", "--within", "0.5")
    assert done.returncode == 4
    assert "Still reading, 2 to go" in done.stdout
    assert "1 on their way" in done.stdout
    write(databases, "ledger", PARKED, "m1")
    code, offending = ask(databases)
    assert (code, offending["ledger-nothing-parked"]) == (1, ["ledger-register-complaints m1"])


def publish(instance: Instance, subject: str) -> None:
    """An event that nobody reads; it is taken away by `empty`."""

    async def run() -> None:
        state = instance.state
        async with as_user("intake", [state.nats_url], state.seed("intake")) as js:
            await js.publish(subject, b"{}", stream="INTAKE")

    asyncio.run(run())


def test_only_what_is_amiss_in_every_look_counts_and_not_while_somebody_reads() -> None:
    one = Look([Check("c", "", "", 2, ("a", "b"), cured_by_time=True)], {})
    later = Look([Check("c", "", "", 3, ("b", "d"), cured_by_time=True)], {}).lasting(one)
    assert later.checks[0].offending == ("b",)
    assert later.faults
    assert not Look(later.checks, {"metrics-record-ledger": 1}).faults
    assert not Look([Check("c", "", "", 2, ())], {"metrics-record-ledger": 1}).calm


def test_what_is_missing_and_what_comes_twice_is_sorted() -> None:
    assert missing(["c", "a", "b"], ["b"]) == ("a", "c")
    assert twice(["b", "a", "b", "a", "c"]) == ("a", "b")


def test_a_database_that_cannot_be_read_is_said(instance: Instance) -> None:
    assert instance.jiangxin("verify").returncode == 1
