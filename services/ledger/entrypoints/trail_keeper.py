"""The loop that keeps the trail: seals what the release before left open, and anchors days that are over."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from services.ledger.handlers.anchor_trail import AnchorTrail
from shared.logs import get_logger

log = get_logger(__name__)


class TrailKeeper:
    """Looks for as long as the service runs; every replica does, and a day is anchored once."""

    def __init__(
        self,
        seal: Callable[[], Awaitable[int]],
        anchor: AnchorTrail,
        wake: Callable[[], None],
        look_seconds: float,
    ) -> None:
        self._seal, self._anchor, self._wake = seal, anchor, wake
        self._look_seconds = look_seconds
        self._loop: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        self._loop = asyncio.create_task(self._look_for_ever(), name="keep_trail")
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

    async def look(self) -> None:
        """Seal, then anchor, then let the events go out."""
        if sealed := await self._seal():
            log.info("trail_sealed", tasks=sealed)
        for anchor in await self._anchor():
            log.info("trail_anchored", day=anchor.day.isoformat(), tasks=anchor.tasks)
            self._wake()

    async def _look_for_ever(self) -> None:
        """Trouble, with the database above all, is logged and outlived: a loop that ended is silent."""
        while True:
            await asyncio.sleep(self._look_seconds)
            try:
                await self.look()
            except Exception as error:
                log.warning("trail_not_kept", exc_info=error)
