"""Work in the background that is done by looking again and again whether there is any."""

import asyncio
from abc import ABC, abstractmethod
from types import TracebackType
from typing import ClassVar, Self

from shared.cancelling import cancel
from shared.logs import get_logger

log = get_logger(__name__)


class Looker(ABC):
    """Looks every so many seconds while it is open, and at once when woken; open it with `async with`.

    Every replica has one: what a look does must be safe when several do it at once.
    """

    name: ClassVar[str]
    """Of the task, and in the log."""

    def __init__(self, look_seconds: float) -> None:
        self._look_seconds = look_seconds
        self._woken = asyncio.Event()
        self._loop: asyncio.Task[None]

    @abstractmethod
    async def look(self) -> None:
        """Do what there is to be done."""

    def wake(self) -> None:
        """Look now."""
        self._woken.set()

    async def __aenter__(self) -> Self:
        self._loop = asyncio.create_task(self._look_for_ever(), name=self.name)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What was begun is undone by its transaction, and done by the next look of anybody."""
        await cancel(self._loop)

    async def _look_for_ever(self) -> None:
        """Trouble, with the database above all, is logged and outlived: a loop that ended is silent."""
        while True:
            await self._rest()
            try:
                await self.look()
            except Exception as error:
                log.warning("look_failed", looker=self.name, exc_info=error)

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), self._look_seconds)
        except TimeoutError:
            return
        self._woken.clear()
