"""The loop that reads the words of new tasks, so that they are found a second or two after they came."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from types import TracebackType
from typing import Self

from shared.logs import get_logger

log = get_logger(__name__)

REST = 1.5
"""Rest after a set, as a multiple of what the set took: in a rush, registering goes first."""


class WordKeeper:
    """Looks for as long as the service runs; replicas share what waits."""

    def __init__(self, read_some: Callable[[], Awaitable[int]], look_seconds: float) -> None:
        self._read_some, self._look_seconds = read_some, look_seconds
        self._loop: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        self._loop = asyncio.create_task(self._look_for_ever(), name="read_words")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What was begun is undone by its transaction, and done by the next look of anybody."""
        self._loop.cancel()
        await asyncio.wait([self._loop])

    async def _look_for_ever(self) -> None:
        """Trouble, with the database above all, is logged and outlived: a loop that ended is silent."""
        while True:
            await asyncio.sleep(self._look_seconds)
            try:
                await self._read()
            except Exception as error:
                log.warning("words_not_read", exc_info=error)

    async def _read(self) -> None:
        while True:
            started = monotonic()
            if not await self._read_some():
                return
            await asyncio.sleep(REST * (monotonic() - started))
