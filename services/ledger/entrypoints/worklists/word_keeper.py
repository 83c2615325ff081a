"""The loop that reads the words of new tasks, so that they are found a second or two after they came."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from shared.looking import Looker

REST = 1.5
"""Rest after a set, as a multiple of what the set took: in a rush, registering goes first."""


class WordKeeper(Looker):
    """Looks for as long as the service runs; replicas share what waits."""

    name = "read_words"

    def __init__(self, read_some: Callable[[], Awaitable[int]], look_seconds: float) -> None:
        super().__init__(look_seconds)
        self._read_some = read_some

    async def look(self) -> None:
        """Read all that waits, resting between two sets."""
        while True:
            started = monotonic()
            if not await self._read_some():
                return
            await asyncio.sleep(REST * (monotonic() - started))
