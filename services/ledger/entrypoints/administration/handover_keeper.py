"""The loop that goes on with handovers that were interrupted; every replica has one."""

import asyncio
from types import TracebackType
from typing import Self

from services.ledger.handlers.administration.hand_over import HandOver
from shared.logs import get_logger

log = get_logger(__name__)


class HandoverKeeper:
    """Also picks up what reached somebody after they had left: dispatched in that moment, or reopened."""

    def __init__(self, hand_over: HandOver, look_seconds: float) -> None:
        self._hand_over, self._look_seconds = hand_over, look_seconds
        self._loop: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        self._loop = asyncio.create_task(self._look_for_ever(), name="hand_over")
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
                handed = await self._hand_over.resume()
                if handed:
                    log.info("handed_over", tasks=handed)
            except Exception as error:
                log.warning("handover_interrupted", exc_info=error)
