"""`python -m shared.provision streams` and `… department`, as an operator runs them."""

import asyncio
import json
from pathlib import Path

import pytest
from nats.errors import Error as NatsError

from shared.provision.__main__ import main
from shared.provision.departments import Department
from shared.provision.secrets import RELOADING_SEED
from shared.provision.streams import as_provision
from tests.shared.provision.conftest import Installation


@pytest.fixture
def at_the_desk(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """The environment of a job: where NATS is, and the secrets of `provision`."""
    monkeypatch.setenv("JIANGXIN_NATS_URLS", installation.url)
    monkeypatch.setenv("JIANGXIN_SECRETS_DIR", str(installation.secrets / "provision"))
    return installation


async def run(*arguments: str) -> int:
    return await asyncio.to_thread(main, arguments)


async def test_the_room_of_the_streams_is_what_the_operator_says(
    at_the_desk: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run("streams", "--limit-gib", "2") == 0
    assert "stream INTAKE changed: max_bytes" in capsys.readouterr().out
    async with as_provision([at_the_desk.url], at_the_desk.seed("provision")) as js:
        assert (await js.stream_info("INTAKE")).config.max_bytes == 2 << 30
    assert await run("streams") == 0


@pytest.fixture
def department(at_the_desk: Installation) -> tuple[str, ...]:
    """The command up to what is to be done."""
    return ("department", "--nats-folder", str(at_the_desk.secrets / "nats"))


async def test_a_department_is_let_in_reads_again_and_is_shut_out_without_a_signal_to_the_server(
    at_the_desk: Installation, department: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(*department, "add", "transport") == 0
    seed = capsys.readouterr().out.strip()
    durable = Department("transport").durable
    guest = (await at_the_desk.connect(durable, seed)).client
    ledger = (await at_the_desk.as_service("ledger")).client.jetstream()
    await ledger.publish("ledger.task.dispatched.v1.transport", b"{}", stream="LEDGER")
    mine = await guest.jetstream(prefix="core.api").pull_subscribe_bind(durable, "PUBLIC")
    for message in await mine.fetch(1, timeout=5):
        await message.ack_sync(timeout=5)
    assert await run(*department, "replay", "transport", "--since", "2020-01-01") == 0
    assert "transport: 1 events wait" in capsys.readouterr().out
    assert await run(*department, "remove", "transport") == 0
    with pytest.raises(NatsError):
        await at_the_desk.connect(durable, seed)
    assert await run(*department, "replay", "transport", "--since", "2020-01-01") == 1
    assert "transport has no credentials" in capsys.readouterr().err


async def test_a_second_seed_is_made_only_when_asked_for(
    department: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(*department, "add", "education") == 0
    first = capsys.readouterr().out
    assert await run(*department, "add", "education") == 1
    assert "--renew" in capsys.readouterr().err
    assert await run(*department, "add", "education", "--renew") == 0
    assert capsys.readouterr().out != first


async def test_departments_are_listed_and_their_lost_consumers_made_again(
    at_the_desk: Installation, department: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(*department, "add", "forestry") == 0
    async with as_provision([at_the_desk.url], at_the_desk.seed("provision")) as js:
        await js.delete_consumer("PUBLIC", "department-forestry")
        assert await run(*department, "list") == 0
        assert "forestry: 0 events wait" in capsys.readouterr().out
        await js.consumer_info("PUBLIC", "department-forestry")


async def test_a_folder_is_written_with_the_addresses_the_department_uses(
    department: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = ("--out", str(tmp_path / "water"), "--servers", "nats://bus.example:4222")
    assert await run(*department, "add", "water", *out) == 0
    seed = (tmp_path / "water" / "nats.seed").read_text().strip()
    assert seed not in capsys.readouterr().out
    access = json.loads((tmp_path / "water" / "connection.json").read_text())
    assert access["servers"] == ["nats://bus.example:4222"]
    assert access["consumer"] == "department-water"


async def test_who_reloads_may_do_nothing_else(at_the_desk: Installation) -> None:
    seed = (at_the_desk.secrets / "provision" / RELOADING_SEED).read_text()
    reloading = await at_the_desk.connect("reloading", seed)
    for subject in ("$SYS.REQ.SERVER.PING.CONNZ", "$SYS.REQ.ACCOUNT.CORE.CONNZ", "ledger.x"):
        assert await reloading.is_denied(subject)
    assert await reloading.may_not_listen("$SYS.>")
