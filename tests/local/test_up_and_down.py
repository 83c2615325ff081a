"""Starting, stopping and starting again, with the real servers and no service."""

import asyncio
import signal

import asyncpg
import pytest

from local.probing import is_free
from shared.provision.streams import as_provision, as_user
from tests.local.conftest import SERVERS_ONLY, Instance, eventually, kill


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_in_order(instance: Instance, asked: signal.Signals) -> None:
    process = instance.up_in_foreground()
    process.send_signal(asked)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Nothing is lost" in said
    assert "Traceback" not in said
    assert "database system is shut down" in (instance.root / "logs" / "postgres.log").read_text()
    assert instance.status()["services"] == []
    assert all(is_free(instance.base_port + offset) for offset in range(1, 9))


def test_what_a_killed_supervisor_left_is_taken_over_with_nothing_lost(instance: Instance) -> None:
    instance.up()
    keep_something(instance)
    before = instance.process("postgres")["pid"]
    kill(instance.status()["supervisor"])
    eventually(lambda: instance.status()["supervisor"] is None)
    assert instance.process("postgres")["ready"]
    assert instance.up().returncode == 0
    assert "an earlier run had left behind" in instance.said
    assert instance.process("postgres")["pid"] != before
    assert kept(instance) == (1, 1)


def test_down_ends_what_a_killed_supervisor_left_and_up_continues_on_the_same_ports(
    instance: Instance,
) -> None:
    instance.up()
    keep_something(instance)
    kill(instance.status()["supervisor"])
    eventually(lambda: instance.status()["supervisor"] is None)
    assert "nats" in instance.jiangxin("down").stdout
    assert instance.status()["services"] == []
    assert is_free(instance.base_port + 7)
    assert instance.jiangxin("up", "--detach", *SERVERS_ONLY).returncode == 0
    assert instance.state.base_port == instance.base_port
    assert kept(instance) == (1, 1)
    assert "Stopped" in instance.jiangxin("down").stdout
    assert "Nothing was running" in instance.jiangxin("down").stdout


def test_status_of_a_folder_nothing_was_started_in_says_what_to_do(instance: Instance) -> None:
    asked = instance.jiangxin("status")
    assert asked.returncode == 1
    assert "Run jiangxin up first" in asked.stdout


def keep_something(instance: Instance) -> None:
    """A row and a message, both acknowledged."""

    async def keep() -> None:
        state = instance.state
        connection = await asyncpg.connect(state.database_url("intake"))
        await connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        await connection.close()
        async with as_user("intake", [state.nats_url], state.seed("intake")) as js:
            await js.publish("intake.kept", b"1", stream="INTAKE")

    asyncio.run(keep())


def kept(instance: Instance) -> tuple[int, int]:
    async def count() -> tuple[int, int]:
        state = instance.state
        connection = await asyncpg.connect(state.database_url("intake"))
        rows = await connection.fetchval("SELECT count(*) FROM kept")
        await connection.close()
        async with as_provision([state.nats_url], state.seed("provision")) as js:
            return rows, (await js.stream_info("INTAKE")).state.messages

    return asyncio.run(count())
