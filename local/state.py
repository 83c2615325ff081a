"""The folder one instance lives in, its ports, and the lock that keeps a second supervisor out."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.words import CannotGoOn
from shared.language import Text

DEFAULT_STATE = Path(".state")
DEFAULT_BASE_PORT = 8800

OFFSETS: Mapping[str, int] = {
    "intake": 1,
    "ledger": 2,
    "notifier": 3,
    "metrics": 4,
    "nats": 5,
    "nats monitoring": 6,
    "postgres": 7,
    "mail": 8,
}


@dataclass(frozen=True)
class State:
    """Everything an instance keeps; `base_port` is remembered from the first start."""

    root: Path
    base_port: int

    @property
    def secrets(self) -> Path:
        return self.root / "secrets"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def run(self) -> Path:
        """What is running now: one file a process, and the lock."""
        return self.root / "run"

    @property
    def mail(self) -> Path:
        """Messages that would have left for somebody's mailbox."""
        return self.root / "mail"

    @property
    def evidence(self) -> Path:
        """Files that officers added to tasks."""
        return self.root / "evidence"

    @property
    def nats_url(self) -> str:
        return f"nats://127.0.0.1:{self.port('nats')}"

    def port(self, name: str) -> int:
        return self.base_port + OFFSETS[name]

    def url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.port(service)}"

    def seed(self, user: str) -> str:
        return (self.secrets / user / "nats_seed").read_text()

    def database_url(self, service: str) -> str:
        """As asyncpg reads it: `postgresql://…`."""
        url = (self.secrets / service / "database_url").read_text().strip()
        return url.replace("postgresql+asyncpg://", "postgresql://")


def open_state(root: Path, base_port: int | None = None) -> State:
    """The state under `root`, made if need be; a port given here is remembered."""
    root = root.absolute()
    remembered = _remembered_port(root)
    port = base_port or remembered or DEFAULT_BASE_PORT
    state = State(root, port)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (state.run, state.logs, state.mail):
        folder.mkdir(parents=True, exist_ok=True)
    if port != remembered:
        (state.run / "instance.json").write_text(json.dumps({"base_port": port}))
    return state


def existing_state(root: Path) -> State:
    """The state an earlier `up` made.

    Raises:
        CannotGoOn: nothing was ever started there.
    """
    root = root.absolute()
    port = _remembered_port(root)
    if port is None:
        raise CannotGoOn(
            Text(
                "{root} 里还没有运行过 jiangxin。先执行 jiangxin up，或用 --state 指出它的目录。",
                "Nothing was started in {root} yet. Run jiangxin up first, or point --state at it.",
            ).format(root=root)
        )
    return State(root, port)


def _remembered_port(root: Path) -> int | None:
    try:
        return int(json.loads((root / "run" / "instance.json").read_text())["base_port"])
    except FileNotFoundError:
        return None


@contextmanager
def only_supervisor(state: State) -> Iterator[None]:
    """Holds the state for this process; freed by the kernel however the process ends.

    Raises:
        CannotGoOn: another supervisor holds it.
    """
    with (state.run / "supervisor.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotGoOn(_already_running(state, supervisor_pid(state))) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def supervisor_pid(state: State) -> int | None:
    """Whoever holds the lock now; None when nobody does."""
    try:
        lock = (state.run / "supervisor.lock").open("r+")
    except FileNotFoundError:
        return None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read() or 0) or None
        return None


def _already_running(state: State, pid: int | None) -> Text:
    return Text(
        "{root} 已在运行（进程 {pid}）。查看：jiangxin status；停止：jiangxin down。",
        "{root} is running already (process {pid}). See jiangxin status; stop it with jiangxin down.",
    ).format(root=state.root, pid=pid or "?")
