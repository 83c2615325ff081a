"""The loop that fires what the clock calls for, as long as the service runs; every replica has one."""

from collections.abc import Callable

from services.ledger.entrypoints.timers import meters
from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import Clock
from shared.logs import get_logger
from shared.looking import Looker

log = get_logger(__name__)


class TimerKeeper(Looker):
    """Replicas share the tasks; what one leaves undone the next look of any of them does."""

    name = "fire_timers"

    def __init__(
        self, fire: FireTimers, clock: Clock, wake: Callable[[], None], look_seconds: float
    ) -> None:
        super().__init__(look_seconds)
        self._fire, self._clock, self._tell = fire, clock, wake

    async def look(self) -> None:
        """Fire what is ripe, count it, let the events go out."""
        fired = await self._fire()
        meters.count(fired, self._clock.now())
        if fired:
            log.info("timers_fired", **fired)
            self._tell()
