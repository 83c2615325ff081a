"""A connection to intake that sends one complaint after the other: HTTP/1.1, kept alive, no more.

A general client costs several times what intake itself spends on a request; here rows are many and
the other end is known.
"""

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from local.importing.shaping import Body

ANSWER_SECONDS = 30.0
LARGEST_ANSWER = 1024 * 1024


class AwayError(Exception):
    """Nobody answered, or only half; the same request may be sent again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One request at a time; connects when needed."""

    def __init__(self, url: str, language: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._fixed = (
            f"POST /api/v1/complaints HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Type: application/json\r\nAccept: application/json\r\n"
            f"Accept-Language: {language}\r\n"
        )
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, body: Body, key: str) -> Answer:
        """Hands one complaint in. Raises AwayError when no whole answer came back."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._exchange(body, key)
        except (OSError, TimeoutError, EOFError, ValueError) as error:
            self.close()
            raise AwayError(str(error) or type(error).__name__) from error

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _exchange(self, body: Body, key: str) -> Answer:
        reader, writer = self._streams or await self._connect()
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        head = f"{self._fixed}Idempotency-Key: {key}\r\nContent-Length: {len(content)}\r\n\r\n"
        writer.write(head.encode() + content)
        return await self._read(reader)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._streams = await asyncio.open_connection(self._host, self._port, limit=LARGEST_ANSWER)
        return self._streams

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip().split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        content = await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, content)
