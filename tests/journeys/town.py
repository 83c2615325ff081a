"""A whole town of the tests' own: every server and service as its own process, driven from outside."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from local.reporting import as_json, standings
from local.state import OFFSETS, existing_state

JIANGXIN = Path(sys.executable).parent / "jiangxin"


@dataclass
class Town:
    """What `jiangxin up` made under `state`, and the means to use and to hurt it."""

    state: Path
    base_port: int

    def jiangxin(
        self, *arguments: str | Path, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run the command on this town's state. Raises with its output when it fails."""
        command = [JIANGXIN, *map(str, arguments), "--state", str(self.state)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.state.parent
        )
        if check and done.returncode:
            raise AssertionError(
                f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}"
            )
        return done

    def up(self, *more: str) -> None:
        """Start everything and return when it serves."""
        self.jiangxin("up", "--detach", "--base-port", str(self.base_port), *more)

    def down(self) -> None:
        """Stop everything; the state stays."""
        self.jiangxin("down")

    def services(self) -> dict[str, dict[str, Any]]:
        """What runs, by name; asked here, because a process for each look would starve what is watched."""
        with ThreadPoolExecutor(1) as thread:  # a browser's loop may be running in this one
            found = thread.submit(asyncio.run, standings(existing_state(self.state))).result()
        listed: Any = as_json(existing_state(self.state), found)["services"]
        return {service["name"]: service for service in listed}

    def url(self, service: str) -> str:
        """Where a service listens."""
        return f"http://127.0.0.1:{self.base_port + OFFSETS[service]}"

    def kill(self, name: str) -> None:
        """kill -9 one process, and return when another has taken its place and is ready."""
        before = self.services()[name]["pid"]
        os.kill(before, signal.SIGKILL)
        self.eventually(
            lambda: (
                (now := self.services().get(name)) is not None
                and now["ready"]
                and now["pid"] != before
            ),
            f"{name} came back",
        )

    def verified(self) -> dict[str, int]:
        """The counts once every database agrees. Fails with the differences after a minute."""
        told = self.jiangxin("verify", "--json", "--within", "60").stdout
        counts = {check["code"]: int(check["count"]) for check in json.loads(told)["checks"]}
        return {
            "receipts": counts["receipts-have-tasks"],
            "tasks": counts["tasks-have-receipts"],
            "facts": counts["facts-have-receipts"],
        }

    def eventually(
        self,
        condition: Callable[[], bool],
        what: str | Callable[[], str],
        seconds: float = 40,
        pause: float = 0.1,
    ) -> None:
        """Wait until something is true. Fails, saying what was awaited, when it does not become so."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, what if isinstance(what, str) else what()
            time.sleep(pause)

    def submit(self, **fields: Any) -> httpx.Response:
        """Send one complaint through intake's API."""
        headers = {}
        if key := fields.pop("idempotency_key", None):
            headers["Idempotency-Key"] = key
        body = {
            "title": "路灯不亮",
            "content": "小区门口的路灯三天没有亮，晚上看不见路。",
            **fields,
        }
        return httpx.post(f"{self.url('intake')}/api/v1/complaints", json=body, headers=headers)

    def officer(self, staff_id: str, password: str = "jiangxin-demo") -> httpx.Client:
        """An API client that is logged in as a member of staff."""
        client = httpx.Client(base_url=self.url("ledger"))
        answer = client.post("/api/v1/session", json={"staff_id": staff_id, "password": password})
        answer.raise_for_status()
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return client


def import_file(town: Town, file: Path, *more: str) -> subprocess.Popen[str]:
    """Start `jiangxin import` and leave it running."""
    command: Sequence[str] = [str(JIANGXIN), "import", str(file), "--state", str(town.state), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
