"""`jiangxin down`: ends what `up` keeps running, or what a supervisor that was killed left behind."""

import os
import signal
import time

from local import traces
from local.state import State, supervisor_pid
from local.words import CannotGoOn
from shared.language import Text

PATIENCE_SECONDS = 90.0
"""Longer than every part together may take to finish what it has in hand."""


def stop_everything(state: State) -> list[str]:
    """Names of what was stopped; empty when nothing ran.

    Raises:
        CannotGoOn: the supervisor does not end.
    """
    names = [trace.name for trace in traces.found(state) if trace.alive()]
    pid = supervisor_pid(state)
    if pid is not None:
        _stop_supervisor(state, pid)
    traces.stop_orphans(state)
    return names


def _stop_supervisor(state: State, pid: int) -> None:
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while supervisor_pid(state) == pid:
        if time.monotonic() > deadline:
            raise CannotGoOn(
                Text(
                    "进程 {pid} 没有结束；可以用 kill -9 {pid} 强制结束，数据不会丢失。",
                    "Process {pid} does not end. kill -9 {pid} ends it; nothing is lost by that.",
                ).format(pid=pid)
            )
        time.sleep(0.05)
