"""The loop that fires what the clock calls for, as long as the service runs; every replica has one."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from services.ledger.entrypoints.timers import meters
from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import Clock
from shared.logs import get_logger

log = get_logger(__name__)


class TimerKeeper:
    """Replicas share the tasks; what one leaves undone the next look of any of them does."""

    def __init__(
        self, fire: FireTimers, clock: Clock, wake: Callable[[], None], look_seconds: float
    ) -> None:
        self._fire, self._clock, self._wake = fire, clock, wake
        self._look_seconds = look_seconds
        self._loop: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        self._loop = asyncio.create_task(self._look_for_ever(), name="fire_timers")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What was begun is undone by its transaction, and fired by the next look of anybody."""
        self._loop.cancel()
        await asyncio.wait([self._loop])

    async def look(self) -> None:
        """Fire what is ripe, count it, let the events go out."""
        fired = await self._fire()
        meters.count(fired, self._clock.now())
        if fired:
            log.info("timers_fired", **fired)
            self._wake()

    async def _look_for_ever(self) -> None:
        """Trouble, with the database above all, is logged and outlived: a loop that ended is silent."""
        while True:
            await asyncio.sleep(self._look_seconds)
            try:
                await self.look()
            except Exception as error:
                log.warning("timers_not_fired", exc_info=error)
