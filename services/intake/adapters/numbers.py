"""Sequence numbers in blocks from a database sequence, so that replicas never draw the same one."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import NUMBERS_A_BLOCK
from services.intake.adapters.unavailable import admitting_absence
from shared.database import autocommit, execute

_DRAW = "SELECT nextval('complaint_sequence')"
_LOW = NUMBERS_A_BLOCK // 2


class NumberBlocks:
    """Hands out numbers of a block; the next block is drawn before the last one is used up."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)
        self._blocks: list[range] = []
        self._left = 0
        self._drawing: asyncio.Task[None] | None = None

    async def next(self) -> int:
        """The next number, from 1; gaps are normal. Raises `StorageUnavailable`."""
        while not self._left:
            await asyncio.shield(self._draw_ahead())
        block = self._blocks[0]
        number = block[0]
        self._blocks[0] = block[1:]
        if len(block) == 1:
            del self._blocks[0]
        self._left -= 1
        if self._left < _LOW:
            self._draw_ahead()
        return number

    def _draw_ahead(self) -> "asyncio.Task[None]":
        if self._drawing is None or self._drawing.done():
            self._drawing = asyncio.create_task(self._draw(), name="draw-numbers")
            self._drawing.add_done_callback(_look_at)
        return self._drawing

    async def _draw(self) -> None:
        with admitting_absence():
            async with self._engine.connect() as connection:
                first = int((await execute(connection, _DRAW)).scalar_one())
        self._blocks.append(range(first, first + NUMBERS_A_BLOCK))
        self._left += NUMBERS_A_BLOCK


def _look_at(task: "asyncio.Task[None]") -> None:
    """A failed draw ahead is no news: whoever needs a number tries again and hears of it."""
    if not task.cancelled():
        task.exception()
