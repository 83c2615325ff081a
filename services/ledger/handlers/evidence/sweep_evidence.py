"""Clearing away files that no task has: of uploads that were cut off, or refused at the very end."""

from collections.abc import Sequence
from datetime import timedelta

from services.ledger.handlers.evidence.ports import EvidenceBook, FileStore
from shared.clock import Clock

AT_REST = timedelta(hours=24)
"""Files younger than this may belong to an upload that is still going on."""


class SweepEvidence:
    """What a task has is never touched: nobody can claim a file while it is being removed."""

    def __init__(self, book: EvidenceBook, store: FileStore, clock: Clock) -> None:
        self._book, self._store, self._clock = book, store, clock

    async def __call__(self) -> int:
        """How many files were removed.

        Repeatable: a file that is gone is not found again; replicas may sweep at once.
        Raises: StoreAway.
        """
        moment = self._clock.now() - AT_REST
        removed = await self._store.discard_before(moment)
        async for digests in self._store.kept_before(moment):
            removed += await self._sweep(digests)
        return removed

    async def _sweep(self, digests: Sequence[str]) -> int:
        removed = 0
        for digest in await self._book.unknown(digests):
            async with self._book.unclaimed(digest) as unclaimed:
                if unclaimed:
                    await self._store.remove(digest)
                    removed += 1
        return removed
