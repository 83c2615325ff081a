"""The loop that looks after deadlines: reads what others changed, and recomputes what waits for it."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from services.ledger.handlers.deadlines.ports import Rulebooks
from services.ledger.handlers.deadlines.recompute import Recomputed
from shared.logs import get_logger

log = get_logger(__name__)


class DeadlineKeeper:
    """Looks for as long as the service runs, and at once when woken; replicas take turns by part."""

    def __init__(
        self,
        rulebooks: Rulebooks,
        recompute: Callable[[], Awaitable[Recomputed]],
        look_seconds: float,
    ) -> None:
        self._rulebooks, self._recompute = rulebooks, recompute
        self._look_seconds = look_seconds
        self._woken = asyncio.Event()
        self._loop: asyncio.Task[None]

    def wake(self) -> None:
        """Something was changed: look now."""
        self._woken.set()

    async def __aenter__(self) -> Self:
        self._loop = asyncio.create_task(self._look_for_ever(), name="keep_deadlines")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What was begun is undone by its transaction; the next look of anybody goes on from there."""
        self._loop.cancel()
        await asyncio.wait([self._loop])

    async def look(self) -> None:
        """Read what is new, recompute what waits."""
        await self._rulebooks.current()
        done = await self._recompute()
        if done.looked_at:
            log.info("deadlines_recomputed", looked_at=done.looked_at, moved=done.moved)

    async def _look_for_ever(self) -> None:
        """Trouble, with the database above all, is logged and outlived: a loop that ended is silent."""
        while True:
            try:
                await self.look()
            except Exception as error:
                log.warning("deadlines_not_kept", exc_info=error)
            await self._rest()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), self._look_seconds)
        except TimeoutError:
            return
        self._woken.clear()
