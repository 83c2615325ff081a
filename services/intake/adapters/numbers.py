"""Sequence numbers in blocks from a database sequence, so that replicas never draw the same one."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator

from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import NUMBERS_A_BLOCK
from services.intake.adapters.unavailable import admitting_absence
from shared.database import autocommit, execute

MOST_BLOCKS = 10
"""Drawn at once when many are needed; what a process has not used when it ends is a gap."""
BUSY_SECONDS = 1.0
"""Blocks that last no longer than this are followed by twice as many."""

_DRAW = "SELECT nextval('complaint_sequence') FROM generate_series(1, $1)"


class NumberBlocks:
    """Hands out numbers in order; the next blocks are drawn when half of the last ones is used.

    A draw takes several turns of a busy loop, so the busier, the more is drawn ahead: nobody
    waits for a number.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)
        self._numbers: deque[int] = deque()
        self._blocks, self._drawn_at = 1, 0.0
        self._drawing: asyncio.Task[None] | None = None

    async def next(self) -> int:
        """The next number, from 1; gaps are normal. Raises `StorageUnavailable`."""
        while not self._numbers:
            await asyncio.shield(self._draw_ahead())
        number = self._numbers.popleft()
        if 2 * len(self._numbers) < self._blocks * NUMBERS_A_BLOCK:
            self._draw_ahead()
        return number

    def _draw_ahead(self) -> "asyncio.Task[None]":
        if self._drawing is None or self._drawing.done():
            self._drawing = asyncio.create_task(self._draw(), name="draw-numbers")
            self._drawing.add_done_callback(_look_at)
        return self._drawing

    async def _draw(self) -> None:
        blocks = self._wanted()
        with admitting_absence():
            async with self._engine.connect() as connection:
                firsts = list((await execute(connection, _DRAW, blocks)).scalars())
        self._numbers.extend(_in_blocks(firsts))
        self._blocks, self._drawn_at = blocks, time.monotonic()

    def _wanted(self) -> int:
        busy = time.monotonic() - self._drawn_at < BUSY_SECONDS
        return min(2 * self._blocks, MOST_BLOCKS) if busy else 1


def _in_blocks(firsts: list[int]) -> Iterator[int]:
    for first in firsts:
        yield from range(first, first + NUMBERS_A_BLOCK)


def _look_at(task: "asyncio.Task[None]") -> None:
    """A failed draw ahead is no news: whoever needs a number tries again and hears of it."""
    if not task.cancelled():
        task.exception()
