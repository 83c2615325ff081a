"""The loop that goes on with handovers that were interrupted; every replica has one."""

from services.ledger.handlers.administration.hand_over import HandOver
from shared.logs import get_logger
from shared.looking import Looker

log = get_logger(__name__)


class HandoverKeeper(Looker):
    """Also picks up what reached somebody after they had left: dispatched in that moment, or reopened."""

    name = "hand_over"

    def __init__(self, hand_over: HandOver, look_seconds: float) -> None:
        super().__init__(look_seconds)
        self._hand_over = hand_over

    async def look(self) -> None:
        """Hand over what is left."""
        if handed := await self._hand_over.resume():
            log.info("handed_over", tasks=handed)
