"""One town for all journeys; each journey looks for its own complaints in it."""

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.town import Town


def free_base_port() -> int:
    """A base port whose eight ports are free."""
    for base in range(26000, 32000, 20):
        try:
            for port in range(base + 1, base + 10):
                with socket.socket() as listener:
                    listener.bind(("127.0.0.1", port))
        except OSError:
            continue
        return base
    raise RuntimeError("no ten free ports between 26000 and 32000")


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    """Everything running, with the sample organisation and without sample complaints."""
    with tempfile.TemporaryDirectory(prefix="jiangxin-town-") as folder:
        town = Town(Path(folder) / "state", free_base_port())
        try:
            town.up("--no-samples")
            yield town
        finally:
            town.down()
