"""One supervised process: started, watched, started again when it ends, stopped gently."""

import asyncio
import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from local import traces
from local.probing import Probe, probe_of
from local.state import State
from local.words import CannotGoOn, Say
from shared.language import Text

PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds before the first, second … start again; the last one repeats."""
CALM_SECONDS = 30.0
"""Having run this long, a process starts from the first pause."""
LOG_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """What to run, and how to know that it is ready."""

    name: str
    command: tuple[str, ...]
    port: int
    url: str
    readiness: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_within: float = 15
    niceness: int = 0
    """Above 0 it stands back while others need the processor."""

    @property
    def probe(self) -> Probe:
        return probe_of(self.port, self.readiness)


class Child:
    """A part as a running process."""

    def __init__(self, part: Part, state: State, say: Say) -> None:
        self.part = part
        self._state = state
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._restarts = 0

    @property
    def log(self) -> Path:
        return self._state.logs / f"{self.part.name}.log"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def start(self, *, ready_within: float = 60) -> None:
        """Starts it, and returns when it is ready; from then on it is kept running.

        Raises:
            CannotGoOn: it was not ready in time; it is left running, to be looked at.
        """
        await self._spawn()
        self._watch = asyncio.create_task(self._keep_running())
        deadline = time.monotonic() + ready_within
        while not await self.part.probe():
            if time.monotonic() > deadline:
                raise CannotGoOn(self._not_ready(ready_within))
            await asyncio.sleep(0.03)

    async def stop(self) -> None:
        """Asks it to end, and makes it end when it has not after `stop_within` seconds."""
        self._stopping.set()
        if self._process and self._process.returncode is None:
            self._process.send_signal(self.part.stop_signal)
            try:
                await asyncio.wait_for(self._process.wait(), self.part.stop_within)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        if self._watch:
            await self._watch
        traces.remove(self._state, self.part.name)

    def kill(self) -> None:
        """Ends it at once, for a second Ctrl-C."""
        self._stopping.set()
        if self._process and self._process.returncode is None:
            self._process.kill()

    async def _spawn(self) -> None:
        with _open_log(self.log) as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.part.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.part.environment) or None,
                cwd=self.part.folder or self._state.root,
                start_new_session=True,
            )
        if self.part.niceness:
            _stand_back(self._process.pid, self.part.niceness)
        traces.leave(self._state, self._trace(self._process.pid))

    def _trace(self, pid: int) -> traces.Trace:
        return traces.Trace(
            name=self.part.name,
            pid=pid,
            started=traces.start_of(pid),
            port=self.part.port,
            url=self.part.url,
            readiness=self.part.readiness,
            log=str(self.log),
            stop_signal=self.part.stop_signal,
            restarts=self._restarts,
        )

    async def _keep_running(self) -> None:
        failures = 0
        while self._process:
            began = time.monotonic()
            status = await self._process.wait()
            if self._stopping.is_set():
                return
            failures = 0 if time.monotonic() - began > CALM_SECONDS else failures
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            failures += 1
            self._say(_ended(self.part.name, status, pause))
            if await self._told_to_stop_within(pause):
                return
            self._restarts += 1
            await self._spawn()
            if self._stopping.is_set():
                self._process.send_signal(self.part.stop_signal)

    async def _told_to_stop_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _not_ready(self, seconds: float) -> Text:
        return Text(
            "{name} 在 {seconds:.0f} 秒后仍未就绪。日志 {log} 的最后几行：\n{tail}",
            "{name} is not ready after {seconds:.0f} s. The last lines of {log}:\n{tail}",
        ).format(name=self.part.name, seconds=seconds, log=self.log, tail=last_lines(self.log))


def _stand_back(pid: int, niceness: int) -> None:
    """Less of the processor while it is wanted, and none of it merely because something woke up."""
    with suppress(OSError):  # it has ended already, or the kernel keeps us from it
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
        if hasattr(os, "SCHED_BATCH"):  # Linux
            os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))


def last_lines(file: Path, count: int = 12) -> str:
    """The end of a log, indented; empty when there is none."""
    if not file.exists():
        return ""
    with file.open("rb") as log:
        log.seek(max(0, file.stat().st_size - 64 * 1024))
        lines = log.read().decode(errors="replace").splitlines()
    return "\n".join(f"  {line}" for line in lines[-count:])


def _ended(name: str, status: int, pause: float) -> Text:
    how_zh = f"被信号 {-status} 终止" if status < 0 else f"退出，状态 {status}"
    how_en = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return Text(
        f"[yellow]↻ {name} {how_zh}；{pause:g} 秒后重新启动[/]",
        f"[yellow]↻ {name} {how_en}; starting it again in {pause:g} s[/]",
    )


def _open_log(file: Path) -> IO[bytes]:
    if file.exists() and file.stat().st_size > LOG_LIMIT:
        file.replace(file.with_suffix(".log.1"))
    return file.open("ab")
