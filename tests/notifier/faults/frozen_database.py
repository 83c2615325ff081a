"""A way to PostgreSQL that freezes at the very statement by which an answer is noted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

NOTING = b"UPDATE attempts SET ended_at"


@dataclass
class FrozenDatabase:
    """Passes everything on until somebody is about to note an answer; from then on nothing moves."""

    port: int = 0
    frozen: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, original: str) -> str:
        """The database's address by this way."""
        before, _, after = original.rpartition("@")
        database = after.partition("/")[2]
        return f"{before}@127.0.0.1:{self.port}/{database}"

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Carry bytes one way."""
        while (data := await source.read(65536)) and not self.frozen.is_set():
            if NOTING in data:
                self.frozen.set()
                return
            sink.write(data)
            await sink.drain()
        if not self.frozen.is_set():
            sink.close()


@asynccontextmanager
async def frozen_database(port: int) -> AsyncIterator[FrozenDatabase]:
    """The way to the PostgreSQL on `port`."""
    way = FrozenDatabase()
    opened: list[asyncio.StreamWriter] = []

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
            opened.append(there_writer)
            await asyncio.gather(way.carry(reader, there_writer), way.carry(there_reader, writer))
        except OSError:
            writer.close()  # the worker was killed: that is what this is for

    async with await asyncio.start_server(connect, "127.0.0.1", 0) as server:
        way.port = server.sockets[0].getsockname()[1]
        yield way
    for writer in opened:  # PostgreSQL notices that the worker is gone, and drops its locks
        writer.transport.abort()
