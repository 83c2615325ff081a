"""Doing for many what each asked for alone: whatever waits goes into one call."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Overloaded(Exception):
    """More is waiting than can be done in reasonable time; nothing was taken on."""


class Coalescing(Generic[Item, Answer]):
    """One call in flight at a time; what arrives meanwhile forms the next one. No timer.

    Nobody waits for a batch to fill: a lone item goes at once. Under load batches grow by
    themselves, because more arrives while one is in flight.
    """

    def __init__(
        self,
        call: Callable[[Sequence[Item]], Awaitable[Sequence[Answer]]],
        *,
        limit: int = 500,
        most_waiting: int = 20_000,
        indivisible: tuple[type[Exception], ...] = (),
    ) -> None:
        """`call` answers each item, in order. `indivisible` errors are nobody's fault in particular:

        the whole batch gets them. After any other error the batch is halved until the culprit is
        alone with it.
        """
        self._call, self._limit, self._most_waiting = call, limit, most_waiting
        self._indivisible = indivisible
        self._waiting: deque[tuple[Item, asyncio.Future[Answer]]] = deque()
        self._worker: asyncio.Task[None] | None = None

    async def submit(self, item: Item) -> Answer:
        """The item's answer. Raises what `call` raised for it, or `Overloaded`.

        Whoever is cancelled here only stops waiting: the item is still done.
        """
        if len(self._waiting) >= self._most_waiting:
            raise Overloaded(f"{len(self._waiting)} are waiting")
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._worker is None:
            self._worker = asyncio.create_task(self._work(), name="coalescing")
        return await future

    async def finish(self) -> None:
        """Return when nothing is waiting or in flight."""
        while self._worker is not None:
            await asyncio.wait([self._worker])

    async def _work(self) -> None:
        try:
            while self._waiting:
                size = min(self._limit, len(self._waiting))
                await self._do([self._waiting.popleft() for _ in range(size)])
        finally:
            self._worker = None

    async def _do(self, batch: list[tuple[Item, "asyncio.Future[Answer]"]]) -> None:
        try:
            answers = await self._call([item for item, _ in batch])
        except Exception as error:  # passed on to whoever waits for it
            if len(batch) == 1 or isinstance(error, self._indivisible):
                for _, future in batch:
                    _fail(future, error)
                return
            middle = len(batch) // 2
            await self._do(batch[:middle])
            await self._do(batch[middle:])
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)


def _fail(future: "asyncio.Future[Answer]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
