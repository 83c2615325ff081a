"""Anchoring: after each day one digest over the trail of all tasks that changed, told to everybody."""

from datetime import datetime

from services.ledger.domain.anchor import NO_ANCHOR, Anchor, AnchorDigest, next_day_due, span_of
from services.ledger.handlers.ports import AnchorBook, AnchorWork
from shared.clock import Clock
from shared.events.envelope import Envelope, wrap
from shared.events.ledger import TrailAnchored


class AnchorTrail:
    """Publishes TrailAnchored for each day that is over and has no anchor.

    Repeatable: a day that has its anchor keeps it. Of several replicas one makes it.
    """

    def __init__(self, book: AnchorBook, clock: Clock) -> None:
        self._book, self._clock = book, clock

    async def __call__(self) -> list[Anchor]:
        """Make every anchor that is due, oldest first, each in its own transaction; returns them."""
        made: list[Anchor] = []
        while anchor := await self._next():
            made.append(anchor)
        return made

    async def _next(self) -> Anchor | None:
        now = self._clock.now()
        async with self._book.work() as work:
            return await _anchor(work, now) if work is not None else None


async def _anchor(work: AnchorWork, now: datetime) -> Anchor | None:
    last = await work.last()
    day = next_day_due(last.day if last else None, now)
    if day is None:
        return None
    await work.collect(day, span_of(day, first=last is None))
    running = AnchorDigest(day, last.digest if last else NO_ANCHOR)
    async for heads in work.heads(day):
        running.add(heads)
    number = last.number + 1 if last else 1
    anchor = Anchor(day, number, running.tasks, running.digest())
    await work.write(anchor, now, _told(anchor, last, now))
    return anchor


def _told(anchor: Anchor, last: Anchor | None, now: datetime) -> Envelope:
    event = TrailAnchored(
        day=anchor.day,
        tasks=anchor.tasks,
        digest=anchor.digest.hex(),
        previous=last.digest.hex() if last else None,
    )
    return wrap(event, source="ledger", time=now, version=anchor.number)
