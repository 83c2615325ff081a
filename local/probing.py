"""Small questions to a process on this machine: does it listen, does it say it is ready?"""

import asyncio
import random
import socket
from collections.abc import Awaitable, Callable

Probe = Callable[[], Awaitable[bool]]


async def http_status(port: int, path: str, *, within: float = 2) -> int | None:
    """The status of `GET path`; None when nobody answers in time."""
    try:
        async with asyncio.timeout(within):
            return await _ask(port, path)
    except (OSError, TimeoutError, ValueError):
        return None


async def _ask(port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
        )
        line = await reader.readline()
        return int(line.split()[1]) if line else 0
    finally:
        writer.close()


def probe_of(port: int, readiness: str) -> Probe:
    """How to ask a part whether it is ready.

    Args:
        readiness: a path that answers 200; `postgres` for a server that lets people log in; empty
            when accepting a connection is enough.
    """

    async def probe() -> bool:
        if readiness.startswith("/"):
            return await http_status(port, readiness) == 200
        try:
            async with asyncio.timeout(2):
                return await _accepts(port, _POSTGRES_HELLO if readiness == "postgres" else b"")
        except (OSError, TimeoutError):
            return False

    return probe


_POSTGRES_HELLO = b"\x00\x00\x00\x17\x00\x03\x00\x00user\x00postgres\x00\x00"
"""StartupMessage. Answered with R, a request to authenticate, or with E while it recovers."""


async def _accepts(port: int, hello: bytes) -> bool:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        if not hello:
            return True
        writer.write(hello)
        return await reader.read(1) == b"R"
    finally:
        writer.close()


def is_free(port: int) -> bool:
    """Nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_base_port(ports: int = 9) -> int:
    """A number after which so many ports are free now, below those that outgoing connections take.

    Drawn at random: two that look at the same moment seldom find the same. Raises RuntimeError.
    """
    for base in random.sample(range(20_000, 32_000, 20), 200):
        if all(is_free(base + offset) for offset in range(1, ports + 1)):
            return base
    raise RuntimeError("no free ports between 20000 and 32000")
