"""The loop that takes due notices up, keeps a bounded number in flight, and notes the answers."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from services.notifier.entrypoints import meters
from services.notifier.handlers.deliver_notice import DeliverNotice
from services.notifier.handlers.ports import (
    Claim,
    Deliveries,
    Result,
    Standing,
    Timing,
    Wake,
)
from shared.logs import get_logger

log = get_logger(__name__)

POLL_SECONDS = 0.2
"""Other replicas plan notices too; their signal does not reach this process."""
SWEEP_SECONDS = 5.0
REST_SECONDS = 0.5
"""Between two looks, and between two notes: the first notice never waits, those after it share a
transaction. Nobody notices a tenth of a second in a letter; the database notices ten times the work."""
PAUSE_AFTER_TROUBLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else the deliverer asks at regular times."""

    answer_calls: Callable[[], Awaitable[int]]
    """Plans notices for people who have become known; how many."""
    standing: Callable[[], Awaitable[Standing]]
    may_disturb: Callable[[], bool]
    """Whether people may be told anything at this hour."""


class Deliverer:
    """Delivers for as long as the service runs; several replicas share the work."""

    def __init__(
        self,
        deliveries: Deliveries,
        deliver: DeliverNotice,
        timing: Timing,
        surroundings: Surroundings,
    ) -> None:
        self._deliveries, self._deliver, self._timing = deliveries, deliver, timing
        self._surroundings = surroundings
        self._settled: Wake = lambda: None
        self._wake = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._held: set[uuid.UUID] = set()
        """Notices whose lease is kept: until their answer is noted, not only until it has come."""
        self._results: asyncio.Queue[Result] = asyncio.Queue()
        self._taking: asyncio.Task[None]
        self._loops: list[asyncio.Task[None]] = []
        self._stopping = False

    def wake(self) -> None:
        """Something is, or is about to be, due."""
        self._wake.set()

    def on_settled(self, wake: Wake) -> None:
        """Whom to tell after a commit that leaves events in the outbox."""
        self._settled = wake

    async def __aenter__(self) -> Self:
        self._taking = asyncio.create_task(self._take_up_until_stopped(), name="take_up")
        others = (self._note, self._keep_leases, self._sweep)
        self._loops = [asyncio.create_task(_for_ever(step), name=step.__name__) for step in others]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take nothing up any more; what is in hand may finish within the grace period.

        What does not finish is found by the next worker, when its lease has run out.
        """
        self._stopping = True
        self._wake.set()
        try:
            async with asyncio.timeout(self._timing.grace.total_seconds()):
                await self._taking
                await asyncio.gather(*self._running)
                await self._results.join()
        except TimeoutError:
            log.warning("stopped_while_sending", notices=len(self._held))
        for task in (self._taking, *self._loops, *self._running):
            task.cancel()

    async def _take_up_until_stopped(self) -> None:
        while not self._stopping:
            await _outliving_trouble(self._take_up)

    async def _take_up(self) -> None:
        self._wake.clear()
        room = self._timing.in_flight - len(self._running)
        claims: list[Claim] = []
        if room and self._surroundings.may_disturb():
            claims = await self._deliveries.claim(room, self._deliver.choose)
        for claim in claims:
            task = asyncio.create_task(self._attempt(claim))
            self._running.add(task)
            self._held.update(notice.id for notice in claim.notices)
            task.add_done_callback(self._finished)
        if not self._stopping and (len(claims) < room or not room):
            await self._pause()

    async def _attempt(self, claim: Claim) -> None:
        self._results.put_nowait(await self._deliver(claim))

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    async def _note(self) -> None:
        """Note all answers that have come, together: one commit however many there are."""
        results = [await self._results.get()]
        while not self._results.empty():
            results.append(self._results.get_nowait())
        try:
            await self._deliveries.record(results)
        except BaseException:
            for result in results:
                self._results.put_nowait(result)
            raise
        finally:
            for _ in results:
                self._results.task_done()
        self._held -= {notice.id for result in results for notice in result.claim.notices}
        meters.count(results)
        self._settled()
        await asyncio.sleep(REST_SECONDS)

    async def _keep_leases(self) -> None:
        await asyncio.sleep(self._timing.lease.total_seconds() / 3)
        if self._held:
            await self._deliveries.renew(sorted(self._held))

    async def _sweep(self) -> None:
        buried = await self._deliveries.bury(self._deliver.after_death)
        if buried:
            log.warning("worker_died_while_sending", notices=buried)
        if buried or await self._surroundings.answer_calls():
            self._wake.set()
        meters.show(await self._surroundings.standing())
        await asyncio.sleep(min(SWEEP_SECONDS, self._timing.lease.total_seconds() / 2))

    async def _pause(self) -> None:
        await asyncio.sleep(REST_SECONDS)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), POLL_SECONDS)


async def _for_ever(step: Callable[[], Awaitable[None]]) -> None:
    while True:
        await _outliving_trouble(step)


async def _outliving_trouble(step: Callable[[], Awaitable[None]]) -> None:
    """Trouble, with the database above all, is logged and outlived: a loop that ended would be silent."""
    try:
        await step()
    except Exception as error:
        log.warning("deliverer_interrupted", exc_info=error)
        await asyncio.sleep(PAUSE_AFTER_TROUBLE_SECONDS)
