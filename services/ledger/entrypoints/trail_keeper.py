"""The loop that keeps the trail: seals what the release before left open, and anchors days that are over."""

from collections.abc import Awaitable, Callable

from services.ledger.handlers.anchor_trail import AnchorTrail
from shared.logs import get_logger
from shared.looking import Looker

log = get_logger(__name__)


class TrailKeeper(Looker):
    """Looks for as long as the service runs; every replica does, and a day is anchored once."""

    name = "keep_trail"

    def __init__(
        self,
        seal: Callable[[], Awaitable[int]],
        anchor: AnchorTrail,
        wake: Callable[[], None],
        look_seconds: float,
    ) -> None:
        super().__init__(look_seconds)
        self._seal, self._anchor, self._tell = seal, anchor, wake

    async def look(self) -> None:
        """Seal, then anchor, then let the events go out."""
        if sealed := await self._seal():
            log.info("trail_sealed", tasks=sealed)
        for anchor in await self._anchor():
            log.info("trail_anchored", day=anchor.day.isoformat(), tasks=anchor.tasks)
            self._tell()
