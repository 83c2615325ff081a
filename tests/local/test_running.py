"""An instance that runs: what it offers, and what it does when a part of it dies."""

import asyncio
import json
import os
import smtplib
from typing import Any

import asyncpg
import pytest

from shared.provision import SERVICES
from tests.local.conftest import Instance, eventually, kill

SERVERS = ("nats", "postgres", "mail")


def test_status_tells_the_servers_addresses_processes_and_readiness(running: Instance) -> None:
    printed = json.loads(running.jiangxin("status", "--json").stdout)
    assert printed["supervisor"]
    assert [each["name"] for each in printed["services"]] == list(SERVERS)
    for each in printed["services"]:
        assert each["ready"]
        assert each["pid"]
        assert f":{str(running.base_port)[:-1]}" in each["url"]


def test_a_second_up_on_the_same_state_is_refused(running: Instance) -> None:
    refused = running.up()
    assert refused.returncode == 1
    assert "is running already" in refused.stdout
    assert running.process("nats")["ready"]


def test_a_taken_port_is_named_with_the_way_out(running: Instance, instance: Instance) -> None:
    instance.base_port = running.base_port
    refused = instance.up()
    assert refused.returncode == 1
    assert f"{running.base_port + 5} (nats)" in refused.stdout
    assert f"--base-port {running.base_port + 100}" in refused.stdout


@pytest.mark.parametrize("name", SERVERS)
def test_a_part_that_crashes_is_started_again_and_it_is_said(running: Instance, name: str) -> None:
    before = running.process(name)["pid"]
    kill(before)
    eventually(lambda: is_another(running.process(name), before))
    assert running.process(name)["restarts"] == 1
    assert f"{name} was ended by signal 9; starting it again" in running.said


def test_each_service_enters_its_own_database_only(running: Instance) -> None:
    for service in SERVICES:
        url = running.state.database_url(service)
        assert asyncio.run(can_enter(url))
        for other in (*(set(SERVICES) - {service}), "postgres", "template1"):
            assert not asyncio.run(can_enter(url.rsplit("/", 1)[0] + f"/{other}"))


def test_postgres_keeps_what_it_has_acknowledged(running: Instance) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert asyncio.run(setting_of(running, setting)) == "on"


def test_mail_is_kept_as_files(running: Instance) -> None:
    with smtplib.SMTP("127.0.0.1", running.state.port("mail")) as mail:
        message = "Subject: =?utf-8?b?5L2g5aW9?=\r\n\r\nhello"
        mail.sendmail("a@example.org", ["b@example.org"], message)
    [file] = running.state.mail.glob("*.eml")
    assert b"hello" in file.read_bytes()
    eventually(lambda: "你好" in (running.state.logs / "mail.log").read_text())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_need_not_open_its_folders_to_anybody_for_postgres(running: Instance) -> None:
    assert running.root.stat().st_mode & 0o077 == 0
    assert running.process("postgres")["ready"]


def is_another(process: dict[str, Any], before: int) -> bool:
    return bool(process["ready"]) and process["pid"] not in (None, before)


async def can_enter(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url)
    except asyncpg.PostgresError:
        return False
    await connection.close()
    return True


async def setting_of(instance: Instance, name: str) -> str:
    connection = await asyncpg.connect(instance.state.database_url("intake"))
    try:
        return str(await connection.fetchval(f"SHOW {name}"))
    finally:
        await connection.close()
