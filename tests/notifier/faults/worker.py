"""The notifier as a process of its own, to be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.servers import free_port, seed

ROOT = Path(__file__).parents[3]


def public_key() -> str:
    """A key that verifies nobody's token."""
    key = Ed25519PrivateKey.generate().public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@contextmanager
def worker(log: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m services.notifier serve` with these settings; killed at the end if it still runs."""
    given = {
        "nats_seed": seed(),
        "token_public_key": public_key(),
        "http_port": str(free_port()),
        "retry_seconds": "0.1,0.1",
        "lease_seconds": "2",
        **settings,
    }
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("JIANGXIN_")
    } | {f"JIANGXIN_{name.upper()}": value for name, value in given.items()}
    command = [sys.executable, "-m", "services.notifier", "serve"]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9, and wait until it is gone."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
