"""The loop that looks after deadlines: reads what others changed, and recomputes what waits for it."""

from collections.abc import Awaitable, Callable

from services.ledger.handlers.deadlines.ports import Rulebooks
from services.ledger.handlers.deadlines.recompute import Recomputed
from shared.logs import get_logger
from shared.looking import Looker

log = get_logger(__name__)


class DeadlineKeeper(Looker):
    """Looks for as long as the service runs, and at once when woken; replicas take turns by part."""

    name = "keep_deadlines"

    def __init__(
        self,
        rulebooks: Rulebooks,
        recompute: Callable[[], Awaitable[Recomputed]],
        look_seconds: float,
    ) -> None:
        super().__init__(look_seconds)
        self._rulebooks, self._recompute = rulebooks, recompute
        self.wake()  # what was begun before the service stopped goes on at once

    async def look(self) -> None:
        """Read what is new, recompute what waits."""
        await self._rulebooks.current()
        done = await self._recompute()
        if done.looked_at:
            log.info("deadlines_recomputed", looked_at=done.looked_at, moved=done.moved)
