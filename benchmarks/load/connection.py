"""One HTTP/1.1 connection, one request at a time: as little work as correctness allows.

The generator shares two cores with what it measures, so every microsecond here is missing there.
"""

import asyncio
from typing import cast


class Lost(ConnectionError):
    """The connection ended before the answer was complete."""


class Connection(asyncio.Protocol):
    """Sends whole requests and returns whole answers of the kind our services give."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        self._transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Lost(str(exc or "closed by the server")))

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body of the answer. Raises `Lost`."""
        if self._transport is None:
            raise Lost("not connected")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        """Most answers arrive in one piece; others are put together."""
        received = self._received + data if self._received else data
        end = received.find(b"\r\n\r\n")
        size = _content_length(received[:end].lower()) if end > 0 else -1
        if size < 0 or len(received) < end + 4 + size:
            self._received = received
            return
        self._received = b""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((int(received[9:12]), received[end + 4 :]))

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


def _content_length(head: bytes) -> int:
    """Raises ValueError for an answer without one: it could not be told where it ends."""
    start = head.index(b"content-length:") + 15
    end = head.find(b"\r", start)
    return int(head[start : end if end > 0 else None])


async def connect(port: int, count: int) -> list[Connection]:
    """That many connections to a port of the loopback interface."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(count)]
    return [connection for _, connection in made]
