"""Small questions to a process on this machine: does it listen, does it say it is ready?"""

import asyncio
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


def http_ready(port: int, path: str) -> Probe:
    """Ready when `GET path` is answered with 200."""

    async def probe() -> bool:
        return await http_status(port, path) == 200

    return probe


def listens(port: int) -> Probe:
    """Ready when a connection is accepted."""

    async def probe() -> bool:
        try:
            async with asyncio.timeout(1):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True

    return probe


def is_free(port: int) -> bool:
    """Nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
