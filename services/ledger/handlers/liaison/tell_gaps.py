"""Telling of contacts that were due and not made: once for each day a contact was due on."""

from services.ledger.handlers.liaison.ports import LiaisonBook
from shared.clock import CHINA, Clock
from shared.events.envelope import wrap
from shared.events.liaison import LiaisonMissed

AT_ONCE = 200


class TellGaps:
    """Publishes LiaisonMissed.

    Repeatable: an assignment is marked in the transaction that tells of it; replicas share them.
    """

    def __init__(self, book: LiaisonBook, clock: Clock) -> None:
        self._book, self._clock = book, clock

    async def __call__(self) -> int:
        """Tell of everything that is overdue. Returns how much was told."""
        told = 0
        while some := await self._some():
            told += some
        return told

    async def _some(self) -> int:
        now = self._clock.now()
        async with self._book.work() as work:
            missed = await work.mark_missed(now.astimezone(CHINA).date(), AT_ONCE)
            events = [
                wrap(
                    LiaisonMissed(
                        assignment=each.number,
                        unit_code=each.unit_code,
                        staff_id=each.staff_id,
                        due_on=each.next_on,
                    ),
                    source="ledger",
                    time=now,
                    version=each.version,
                )
                for each in missed
            ]
            await work.announce(events)
        return len(missed)
