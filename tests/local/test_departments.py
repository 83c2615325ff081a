"""`jiangxin department`: from the command to the department's own program, on a running instance."""

import asyncio
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.provision.streams import as_provision, as_user
from tests.local.conftest import Instance, eventually

CODE = "market-regulation"
SUBJECT = f"ledger.task.dispatched.v1.{CODE}"


@pytest.fixture
def folder(running: Instance, tmp_path: Path) -> Path:
    out = tmp_path / "for-the-department"
    added = running.jiangxin("department", "add", CODE, "--renew", "--out", str(out))
    assert added.returncode == 0, added.stdout + added.stderr
    return out


def test_the_folder_holds_secret_subjects_and_programs_for_its_owner_only(folder: Path) -> None:
    names = {file.name for file in folder.iterdir()}
    assert names >= {"README.md", "nats.seed", "subjects.txt", "consumer.py", "consumer.mjs"}
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0
    subjects = [line.split()[0] for line in (folder / "subjects.txt").read_text().splitlines()]
    assert SUBJECT in subjects
    assert all(subject.endswith(f".{CODE}") for subject in subjects)
    assert CODE in (folder / "README.md").read_text()


def test_a_second_set_of_credentials_needs_to_be_asked_for(
    running: Instance, folder: Path, tmp_path: Path
) -> None:
    refused = running.jiangxin("department", "add", CODE, "--out", str(tmp_path / "again"))
    assert refused.returncode == 1
    assert "--renew" in refused.stdout
    assert not (tmp_path / "again").exists()
    assert folder.exists()


def test_the_python_sample_reads_its_own_events_once_and_replays_them(
    running: Instance, folder: Path
) -> None:
    publish(running, {SUBJECT: "ours", "ledger.task.dispatched.v1.health": "theirs"})
    eventually(lambda: waiting(running) == 1)
    assert received(folder, running) == ["ours"]
    replayed = running.jiangxin("department", "replay", CODE, "--since", "2020-01-01")
    assert "1 events wait" in replayed.stdout
    assert CODE in running.jiangxin("department", "list").stdout
    assert received(folder, running) == []


def test_a_department_that_was_removed_is_out(running: Instance, tmp_path: Path) -> None:
    out = tmp_path / "gone"
    assert running.jiangxin("department", "add", "gone", "--out", str(out)).returncode == 0
    assert running.jiangxin("department", "remove", "gone").returncode == 0
    assert "gone" not in running.jiangxin("department", "list").stdout
    again = running.jiangxin("department", "replay", "gone", "--since", "2026-01-01")
    assert again.returncode == 1
    assert "has no credentials" in again.stdout


@pytest.mark.parametrize("code", ["City Hall", "unassigned", "a.b"])
def test_what_cannot_be_a_unit_is_refused_in_words(running: Instance, code: str) -> None:
    refused = running.jiangxin("department", "add", code)
    assert refused.returncode == 1
    assert "is no unit code" in refused.stdout


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_javascript_sample_is_a_program(folder: Path) -> None:
    subprocess.run(["node", "--check", folder / "consumer.mjs"], check=True)
    assert json.loads((folder / "package.json").read_text())["type"] == "module"


def publish(instance: Instance, texts: dict[str, str]) -> None:
    async def send() -> None:
        state = instance.state
        async with as_user("ledger", [state.nats_url], state.seed("ledger")) as js:
            for subject, text in texts.items():
                headers = {"ce-id": text, "ce-type": "ledger.task.dispatched.v1"}
                body = json.dumps({"title": text}).encode()
                await js.publish(subject, body, stream="LEDGER", headers=headers)

    asyncio.run(send())


def received(folder: Path, instance: Instance) -> list[str]:
    """Titles that the sample prints until nothing waits for it any more."""
    log = folder / "out.txt"
    with log.open("w") as output:
        program = subprocess.Popen([sys.executable, folder / "consumer.py"], stdout=output)
    try:
        eventually(lambda: waiting(instance) == 0)
    finally:
        program.terminate()
        program.wait()
    return [json.loads(line.partition(" ")[2])["title"] for line in log.read_text().splitlines()]


def waiting(instance: Instance) -> int:
    """Events that the department has not acknowledged, delivered or not."""

    async def ask() -> int:
        state = instance.state
        async with as_provision([state.nats_url], state.seed("provision")) as js:
            info = await js.consumer_info("PUBLIC", f"department-{CODE}")
            return (info.num_pending or 0) + (info.num_ack_pending or 0)

    return asyncio.run(ask())
