"""`jiangxin` as a person types it, in a folder of the test's own, with ports of its own."""

import asyncio
import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from local.down import stop_everything
from local.probing import free_base_port
from local.reporting import as_json, standings
from local.state import State, existing_state

COMMAND = Path(sysconfig.get_path("scripts")) / "jiangxin"
SERVERS_ONLY = ("--without=intake", "--without=ledger", "--without=notifier", "--without=metrics")
IN_ENGLISH = {**os.environ, "JIANGXIN_LANGUAGE": "en", "COLUMNS": "200"}


@dataclass
class Instance:
    """One state folder and the command pointed at it."""

    root: Path
    base_port: int
    foreground: list[subprocess.Popen[str]] = field(default_factory=list)

    def jiangxin(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, command, *arguments, "--state", str(self.root)],
            capture_output=True,
            text=True,
            env=IN_ENGLISH,
            check=False,
        )

    def up(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        port = f"--base-port={self.base_port}"
        return self.jiangxin("up", "--detach", port, *SERVERS_ONLY, *arguments)

    def up_in_foreground(self) -> subprocess.Popen[str]:
        port = f"--base-port={self.base_port}"
        process = subprocess.Popen(
            [COMMAND, "up", "--state", str(self.root), port, *SERVERS_ONLY],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=IN_ENGLISH,
        )
        self.foreground.append(process)
        eventually((self.root / "run" / "up").exists)
        return process

    def status(self) -> dict[str, Any]:
        """As `jiangxin status --json` prints it, without starting a process for it."""
        return as_json(self.state, asyncio.run(standings(self.state)))

    def process(self, name: str) -> dict[str, Any]:
        return next(each for each in self.status()["services"] if each["name"] == name)

    @property
    def state(self) -> State:
        return existing_state(self.root)

    @property
    def said(self) -> str:
        """What a supervisor in the background has told so far."""
        return (self.root / "logs" / "supervisor.log").read_text()


def eventually(holds: Callable[[], bool], *, within: float = 30) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """One instance for all tests that leave it running."""
    instance = Instance(tmp_path_factory.mktemp("running") / "state", free_base_port())
    started = instance.up()
    assert started.returncode == 0, started.stdout + started.stderr
    yield instance
    instance.jiangxin("down")


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    """One that is not started yet; whatever the test leaves running is ended."""
    instance = Instance(tmp_path / "state", free_base_port())
    yield instance
    if (instance.root / "run").exists():
        stop_everything(instance.state)
    for process in instance.foreground:
        process.kill()
        process.wait()


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
