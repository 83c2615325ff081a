"""The real servers that tests talk to: a NATS server and a PostgreSQL, started once per test run."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nkeys

from local.postgres import binaries
from local.unprivileged import launcher

NATS_SERVER = Path(sys.executable).parent / "nats-server"


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], seconds: float = 20) -> None:
    """Return when something listens. Raises RuntimeError when the process ends or time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.2):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port} after {seconds} s")


@dataclass
class NatsServer:
    """A nats-server that can be killed and started again on the same port and store."""

    folder: Path
    port: int
    config: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and return when it listens."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "nats.conf"
        path.write_text(
            self.config
            or f'jetstream {{ store_dir: "{self.folder}/store", sync_interval: always }}\n'
        )
        command = [str(NATS_SERVER), "-a", "127.0.0.1", "-p", str(self.port), "-c", str(path)]
        log = (self.folder / "nats.log").open("ab")
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for_port(self.port, self.process)

    def reload(self, config: str) -> None:
        """Replace the configuration of the running server, as SIGHUP does."""
        (self.folder / "nats.conf").write_text(config)
        if self.process is not None:
            self.process.send_signal(signal.SIGHUP)

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class Postgres:
    """A PostgreSQL on a loopback port, trusting local connections; databases are made as needed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True)
        self._way = launcher(binaries() / "initdb", folder)

    def create(self) -> None:
        """Initialise the data folder."""
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        command = [*self._way, binaries() / "initdb", "-D", self.folder / "data", *options]
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        """Start, and return when it accepts connections."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 200,
            "timezone": "UTC",
            "log_min_messages": "fatal",
            "fsync": "off",  # tests kill the server, never the machine
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        log = (self.folder.parent / "postgres.log").open("ab")
        command = [*self._way, binaries() / "postgres", "-D", self.folder / "data", *options]
        self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
        wait_for_port(self.port, self.process)
        ready = [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:  # listens, but is still recovering
            time.sleep(0.02)

    def stop(self, *, immediate: bool = False) -> None:
        """Stop; `immediate` is what a crash does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT if immediate else signal.SIGINT)
            self.process.wait()
            self.process = None

    def url(self, database: str) -> str:
        """A database's address for SQLAlchemy."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{database}"


def seed() -> str:
    """A fresh nkey seed; the test server asks nobody for credentials and takes any."""
    return nkeys.encode_seed(os.urandom(32), nkeys.PREFIX_BYTE_USER).decode()


@contextmanager
def nats_server(folder: Path) -> Iterator[NatsServer]:
    """A NATS server for as long as the block lasts."""
    server = NatsServer(folder, free_port())
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def postgres_server(folder: Path) -> Iterator[Postgres]:
    """A PostgreSQL for as long as the block lasts."""
    server = Postgres(folder)
    server.create()
    server.start()
    try:
        yield server
    finally:
        server.stop()
