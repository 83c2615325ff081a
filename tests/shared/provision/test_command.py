"""`python -m shared.provision streams` and `… department`, as an operator runs them."""

import asyncio
import json
from pathlib import Path

import pytest

from shared.provision.__main__ import main
from shared.provision.departments import Department
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


async def test_a_department_is_let_in_by_one_command_and_a_reload(
    at_the_desk: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(at_the_desk.secrets / "nats")
    assert await run("department", "transport", "--nats-folder", folder) == 0
    seed = capsys.readouterr().out.strip()
    await at_the_desk.reload()
    department = Department("transport")
    guest = (await at_the_desk.connect(department.durable, seed)).client
    info = await guest.jetstream(prefix="core.api").consumer_info("PUBLIC", department.durable)
    assert info.config.filter_subjects == ["ledger.*.*.*.transport"]


async def test_a_second_seed_is_made_only_when_asked_for(
    at_the_desk: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("department", "education", "--nats-folder", str(at_the_desk.secrets / "nats"))
    assert await run(*arguments) == 0
    first = capsys.readouterr().out
    assert await run(*arguments) == 1
    assert "--renew" in capsys.readouterr().err
    assert await run(*arguments, "--renew") == 0
    assert capsys.readouterr().out != first


async def test_departments_are_listed_and_their_lost_consumers_made_again(
    at_the_desk: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ("--nats-folder", str(at_the_desk.secrets / "nats"))
    assert await run("department", "forestry", *folder) == 0
    async with as_provision([at_the_desk.url], at_the_desk.seed("provision")) as js:
        await js.delete_consumer("PUBLIC", "department-forestry")
    capsys.readouterr()
    assert await run("departments", *folder) == 0
    assert (
        "consumer department-forestry created\nforestry: 0 events wait" in capsys.readouterr().out
    )
    assert await run("departments", *folder) == 0
    assert "created" not in capsys.readouterr().out


async def test_a_folder_is_written_with_the_addresses_the_department_uses(
    at_the_desk: Installation, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ("department", "water", "--nats-folder", str(at_the_desk.secrets / "nats"))
    out = ("--out", str(tmp_path / "water"), "--servers", "nats://bus.example:4222")
    assert await run(*arguments, *out) == 0
    seed = (tmp_path / "water" / "nats.seed").read_text().strip()
    assert seed not in capsys.readouterr().out
    access = json.loads((tmp_path / "water" / "connection.json").read_text())
    assert access["servers"] == ["nats://bus.example:4222"]
    assert access["consumer"] == "department-water"
