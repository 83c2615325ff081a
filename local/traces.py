"""What each process leaves in `run/`, so that it is found again after its supervisor was killed."""

import json
import os
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from local.state import State

SAME_START_SECONDS = 2.0
"""The clock may be corrected while a process runs; its recorded start moves with it."""


@dataclass(frozen=True)
class Trace:
    """A process by what cannot be taken over by a stranger: its number and its start."""

    name: str
    pid: int
    started: float
    port: int
    url: str
    readiness: str
    """How to ask whether it is ready; see `probing.probe_of`."""
    log: str
    stop_signal: int = signal.SIGTERM
    restarts: int = 0

    def alive(self) -> bool:
        """This very process runs; a later one with its number does not count."""
        try:
            process = psutil.Process(self.pid)
            is_same = abs(process.create_time() - self.started) < SAME_START_SECONDS
            return bool(is_same and process.status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False


def start_of(pid: int) -> float:
    """When the process began, seconds since 1970; 0 if it has ended already."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return 0.0


def leave(state: State, trace: Trace) -> None:
    file = _file(state, trace.name)
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(trace)))
    draft.replace(file)


def remove(state: State, name: str) -> None:
    _file(state, name).unlink(missing_ok=True)


def found(state: State) -> list[Trace]:
    """Every process that was started and not stopped, in alphabetical order; some may have ended."""
    return [_read(file) for file in sorted(state.run.glob("*.trace"))]


def stop_orphans(state: State, *, within: float = 15) -> list[Trace]:
    """Ends what a supervisor that is gone left running: services first, servers after them.

    Returns:
        Those that were still alive.
    """
    orphans = [trace for trace in found(state) if trace.alive()]
    servers = [trace for trace in orphans if trace.name in ("nats", "postgres")]
    for group in ([t for t in orphans if t not in servers], servers):
        _end(group, within)
    for trace in found(state):
        remove(state, trace.name)
    return orphans


def _end(group: list[Trace], within: float) -> None:
    for trace in group:
        os.kill(trace.pid, trace.stop_signal)
    deadline = time.monotonic() + within
    while any(trace.alive() for trace in group) and time.monotonic() < deadline:
        time.sleep(0.05)
    for trace in group:
        if trace.alive():
            os.kill(trace.pid, signal.SIGKILL)


def _read(file: Path) -> Trace:
    return Trace(**json.loads(file.read_text()))


def _file(state: State, name: str) -> Path:
    return state.run / f"{name}.trace"
