"""Makes a running nats-server read its configuration again; who is connected stays so."""

import json
import os
import signal
import time
from urllib.request import urlopen


class NotReloadedError(RuntimeError):
    """The server still runs on the configuration it had."""


def reload_server(pid: int, monitor: str, *, patience_seconds: float = 10) -> None:
    """Has the server follow the files it was started with, as they are now.

    Publishing and pulling go on meanwhile; a question to the JetStream API may be answered with
    503 for some milliseconds. Reads twice: nats-server 2.15.1 connects the imports of an account
    that is new to it only when it reads the configuration once more.

    Args:
        monitor: address of the server's monitoring, `host:port`.

    Raises:
        NotReloadedError: it kept the old one, most likely because the new one is not valid.
    """
    for _ in range(2):
        _reload_once(pid, monitor, patience_seconds)


def _reload_once(pid: int, monitor: str, patience_seconds: float) -> None:
    before = _loaded_at(monitor)
    os.kill(pid, signal.SIGHUP)
    deadline = time.monotonic() + patience_seconds
    while _loaded_at(monitor) == before:
        if time.monotonic() > deadline:
            raise NotReloadedError("nats-server did not take the new configuration; see its log")
        time.sleep(0.02)


def _loaded_at(monitor: str) -> str:
    with urlopen(f"http://{monitor}/varz", timeout=5) as answer:
        return str(json.load(answer)["config_load_time"])
