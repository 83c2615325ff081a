"""`jiangxin up`, `status` and `down` with the real servers and no service."""

import asyncio
import os
import signal
import smtplib
from collections.abc import Callable

import asyncpg
import pytest

from local.probing import is_free
from shared.provision import SERVICES
from shared.provision.streams import as_provision, as_user
from tests.local.conftest import SERVERS_ONLY, Instance, eventually, kill

SERVERS = {"nats", "postgres", "mail"}


def test_up_in_the_background_is_seen_by_status_and_ended_by_down(instance: Instance) -> None:
    assert instance.up().returncode == 0
    found = instance.status()
    assert found["supervisor"]
    assert {each["name"] for each in found["services"]} == SERVERS
    for each in found["services"]:
        assert each["ready"]
        assert each["pid"]
        assert str(instance.base_port)[:-1] in each["url"]
    assert instance.jiangxin("down").returncode == 0
    assert instance.status()["services"] == []
    assert all(is_free(instance.base_port + offset) for offset in range(1, 9))


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_in_the_foreground_a_signal_stops_everything_in_order(
    instance: Instance, asked: signal.Signals
) -> None:
    process = instance.up_in_foreground()
    process.send_signal(asked)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Nothing is lost" in said
    assert "Traceback" not in said
    log = (instance.root / "logs" / "postgres.log").read_text()
    assert "database system is shut down" in log
    assert instance.status()["services"] == []


def test_a_second_up_on_the_same_state_is_refused(instance: Instance) -> None:
    instance.up()
    refused = instance.up()
    assert refused.returncode == 1
    assert "is running already" in refused.stdout
    assert instance.process("nats")["ready"]


@pytest.mark.parametrize("name", sorted(SERVERS))
def test_a_server_that_crashes_is_started_again_and_it_is_said(
    instance: Instance, name: str
) -> None:
    instance.up()
    before = instance.process(name)["pid"]
    kill(before)
    eventually(lambda: instance.process(name)["ready"] and instance.process(name)["pid"] != before)
    assert instance.process(name)["restarts"] == 1
    assert f"{name} was ended by signal 9; starting it again" in instance.said


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


def test_down_ends_what_a_killed_supervisor_left(instance: Instance) -> None:
    instance.up()
    kill(instance.status()["supervisor"])
    eventually(lambda: instance.status()["supervisor"] is None)
    assert "nats" in instance.jiangxin("down").stdout
    assert instance.status()["services"] == []
    assert is_free(instance.base_port + 7)


def test_a_second_up_continues_on_the_same_ports_with_nothing_lost(instance: Instance) -> None:
    instance.up()
    keep_something(instance)
    instance.jiangxin("down")
    assert instance.jiangxin("up", "--detach", *SERVERS_ONLY).returncode == 0
    assert instance.state.base_port == instance.base_port
    assert kept(instance) == (1, 1)


def test_two_instances_run_side_by_side(new_instance: Callable[[], Instance]) -> None:
    one, two = new_instance(), new_instance()
    assert one.up().returncode == two.up().returncode == 0
    keep_something(one)
    assert kept(one) == (1, 1)
    assert two.process("nats")["ready"]
    one.jiangxin("down")
    assert two.process("postgres")["ready"]


def test_a_taken_port_is_named_with_the_way_out(new_instance: Callable[[], Instance]) -> None:
    one, two = new_instance(), new_instance()
    one.up()
    two.base_port = one.base_port
    refused = two.up()
    assert refused.returncode == 1
    assert f"{one.base_port + 5} (nats)" in refused.stdout
    assert f"--base-port {one.base_port + 100}" in refused.stdout


def test_status_of_a_folder_nothing_was_started_in_says_what_to_do(instance: Instance) -> None:
    asked = instance.jiangxin("status")
    assert asked.returncode == 1
    assert "Run jiangxin up first" in asked.stdout


def test_each_service_enters_its_own_database_only(instance: Instance) -> None:
    instance.up()
    for service in SERVICES:
        url = instance.state.database_url(service)
        assert asyncio.run(can_enter(url))
        for other in (*(set(SERVICES) - {service}), "postgres", "template1"):
            assert not asyncio.run(can_enter(url.rsplit("/", 1)[0] + f"/{other}"))


def test_mail_is_kept_as_files(instance: Instance) -> None:
    instance.up()
    with smtplib.SMTP("127.0.0.1", instance.state.port("mail")) as mail:
        message = "Subject: =?utf-8?b?5L2g5aW9?=\r\n\r\nhello"
        mail.sendmail("a@example.org", ["b@example.org"], message)
    [file] = instance.state.mail.glob("*.eml")
    assert b"hello" in file.read_bytes()
    eventually(lambda: "你好" in (instance.state.logs / "mail.log").read_text())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_postgres_runs_for_root_in_a_folder_nobody_else_may_enter(instance: Instance) -> None:
    instance.root.mkdir(mode=0o700)
    instance.root.parent.chmod(0o700)
    instance.up()
    assert instance.process("postgres")["ready"]


async def can_enter(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url)
    except asyncpg.PostgresError:
        return False
    await connection.close()
    return True


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
