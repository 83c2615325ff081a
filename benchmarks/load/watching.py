"""Watches the ledger's database from a connection of its own: when can a task be read?"""

import asyncio
import re
from time import perf_counter

import asyncpg

from benchmarks.load.order import Report

PAUSE_SECONDS = 0.003
"""Between two looks. What a look takes, and this pause, are part of the latency that is told; looking without
a pause would take half a processor from what is measured."""

_NUMBER = re.compile(rb'"complaint_number"\s*:\s*"([0-9-]+)"')
_VISIBLE = "SELECT task_number FROM tasks WHERE task_number = ANY($1::text[])"


class Watch:
    """Numbers that were answered and whose task has not been seen yet."""

    def __init__(self) -> None:
        self._waiting: dict[str, float] = {}
        self._arrived = asyncio.Event()

    def expect(self, body: bytes, since: float) -> None:
        """An answer with its number; its latency counts from `since`."""
        found = _NUMBER.search(body)
        if found is None:
            raise ValueError(f"an answer without a number: {body[:200]!r}")
        self._waiting[found[1].decode()] = since
        self._arrived.set()

    async def look(self, connection: asyncpg.Connection, report: Report) -> None:
        """Look until cancelled; `report` gets how long each took to be seen."""
        while True:
            if not self._waiting:
                self._arrived.clear()
                await self._arrived.wait()
            rows = await connection.fetch(_VISIBLE, list(self._waiting))
            now = perf_counter()
            report.visible += [now - self._waiting.pop(row[0]) for row in rows]
            await asyncio.sleep(PAUSE_SECONDS)

    async def drained(self, patience: float) -> int:
        """Return when nothing is waited for or patience ends; how many were not seen."""
        until = perf_counter() + patience
        while self._waiting and perf_counter() < until:
            await asyncio.sleep(0.005)
        return len(self._waiting)
