"""Redis and a Celery worker as parts of an installation."""

import importlib.util
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.installation import Installation
from local.process import Part
from local.services import environment
from shared.language import Text


def missing() -> Text | None:
    """What this machine lacks for the comparison; None when it lacks nothing."""
    if shutil.which("redis-server") is None:
        return Text(
            "已跳过：没有 Redis。安装：apt-get install redis-server",
            "Skipped: there is no Redis here. Install it: apt-get install redis-server",
        )
    if importlib.util.find_spec("celery") is None or importlib.util.find_spec("psycopg") is None:
        return Text(
            "已跳过：没有安装 Celery。请用 make bench 运行。",
            "Skipped: Celery is not installed. Run it with make bench.",
        )
    return None


def broker_url(place: Installation) -> str:
    """Where Redis listens."""
    return f"redis://127.0.0.1:{place.port('redis')}/0"


def redis_part(place: Installation) -> Part:
    """Debian's redis-server on loopback. It keeps nothing on disk, which is in its favour."""
    folder = place.state.root / "redis"
    folder.mkdir()
    port = place.port("redis")
    return Part(
        name="redis",
        command=(
            *("redis-server", "--port", str(port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no", "--dir", str(folder)),
        ),
        port=port,
        url=broker_url(place),
    )


def worker_part(place: Installation) -> Part:
    """A worker with Celery's own defaults: as many processes as there are cores."""
    database = place.state.database_url("ledger").replace("postgresql:", "postgresql+psycopg:", 1)
    settings = {"BENCH_BROKER_URL": broker_url(place), "BENCH_DATABASE_URL": database}
    return Part(
        name="celery",
        command=(
            *(sys.executable, "-m", "celery", "-A", "benchmarks.peers.celery_app"),
            *("worker", "--loglevel", "ERROR"),
        ),
        port=place.port("redis"),  # it has none of its own; its broker is there already
        url=broker_url(place),
        environment=environment(place.state, "ledger") | settings,
        folder=Path(__file__).parents[2],
    )


def enqueue(place: Installation, bodies: Sequence[bytes]) -> None:
    """Put the events into the worker's queue. Blocks."""
    from celery import Celery  # type: ignore[import-not-found,import-untyped,unused-ignore] # noqa: PLC0415 -- only `make bench` installs it

    with Celery("peer", broker=broker_url(place)) as app:
        for body in bodies:
            app.send_task("register_complaint", args=[body.decode()], ignore_result=True)
