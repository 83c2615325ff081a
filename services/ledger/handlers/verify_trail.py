"""Verifying the trail: every chain, every anchor; what is broken is named, first things first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from services.ledger.domain.anchor import NO_ANCHOR, ONE_DAY, Anchor, AnchorDigest
from services.ledger.domain.broken_link import Break, BrokenLink, broken_link
from services.ledger.handlers.ports import TrailReading

KEPT = 20
"""Broken links that are named; more are only counted."""

Progress = Callable[[int, int], None]
"""Told how many entries have been looked at, of how many."""


@dataclass(slots=True)
class Verified:
    """What was looked at, and what did not hold: chains in the order of their numbers, then anchors."""

    tasks: int = 0
    entries: int = 0
    unsealed: int = 0
    """Entries at the end of their chain that have no digest yet."""
    anchors: int = 0
    broken: int = 0
    links: list[BrokenLink] = field(default_factory=list)

    def found(self, link: BrokenLink) -> None:
        """One more does not hold."""
        self.broken += 1
        if len(self.links) < KEPT:
            self.links.append(link)


class VerifyTrail:
    """Reads one moment's state of everything; changes nothing."""

    def __init__(self, reading: TrailReading, progress: Progress) -> None:
        self._reading, self._progress = reading, progress
        self._verified = Verified()
        self._seen, self._of = 0, 0

    async def __call__(self) -> Verified:
        """Look at every chain and every anchor. An empty ledger verifies."""
        self._of = await self._reading.size()
        await self._chains()
        await self._anchors()
        return self._verified

    async def _chains(self) -> None:
        verified = self._verified
        async for chains in self._reading.chains():
            for chain in chains:
                verified.tasks += 1
                verified.entries += len(chain.links)
                verified.unsealed += sum(link.digest is None for link in chain.links)
                if broken := broken_link(chain.number, chain.links, chain.version):
                    verified.found(broken)
            self._step(sum(len(chain.links) for chain in chains))
        async for numbers in self._reading.without_trail():
            for number in numbers:
                verified.found(BrokenLink(Break.MISSING, number, 1))

    async def _anchors(self) -> None:
        before, wanted = NO_ANCHOR, None
        published = await self._reading.published()
        for anchor in await self._reading.anchors():
            if wanted is not None and anchor.day != wanted:
                self._verified.found(BrokenLink(Break.ANCHOR_MISSING, day=wanted))
            await self._anchor(anchor, before, published.get(anchor.day))
            before, wanted = anchor.digest, anchor.day + ONE_DAY
            published.pop(anchor.day, None)
        for day in sorted({*published, *await self._reading.days_without_anchor()}):
            self._verified.found(BrokenLink(Break.ANCHOR_MISSING, day=day))

    async def _anchor(self, anchor: Anchor, before: bytes, published: bytes | None) -> None:
        self._verified.anchors += 1
        running = await self._heads(anchor.day, before)
        fits = running.digest() == anchor.digest and running.tasks == anchor.tasks
        if not fits or published not in (None, anchor.digest):
            self._verified.found(BrokenLink(Break.ANCHOR_ALTERED, day=anchor.day))

    async def _heads(self, day: date, before: bytes) -> AnchorDigest:
        """Every entry the anchor stands for is still in the trail as it was then."""
        running = AnchorDigest(day, before)
        async for heads in self._reading.heads(day):
            running.add(head for head, _ in heads)
            for head, now in heads:
                if head.digest != now:
                    what = Break.HEAD_GONE if now is None else Break.HEAD_CHANGED
                    self._verified.found(BrokenLink(what, head.task_number, head.sequence, day))
            self._step(len(heads))
        return running

    def _step(self, more: int) -> None:
        self._seen += more
        self._progress(self._seen, self._of)
