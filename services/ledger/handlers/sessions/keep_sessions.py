"""Officers' sessions: begun by signing in, kept by working, ended by anybody who may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.ledger.domain.organisation import Staff
from services.ledger.domain.sessions import Session, SessionLimits
from shared.clock import Clock
from shared.identifiers import new_id

NOTED_EVERY = timedelta(minutes=1)
"""A sign of work is written down no more often."""
LONGEST_CLIENT = 120


class SessionBook(Protocol):
    """Where sessions are kept."""

    async def begin(self, session: Session) -> None:
        """Write a new one."""
        ...

    async def find(self, session_id: str) -> tuple[Session, Staff] | None:
        """The session and whose it is; None for nobody's, and for somebody who has left."""
        ...

    async def note(self, session_id: str, at: datetime) -> None:
        """There was a sign of work."""
        ...

    async def open_ones(self, staff_id: str) -> Sequence[Session]:
        """Sessions that nobody has ended, the newest first."""
        ...

    async def end(self, staff_id: str, by: str, at: datetime, session_id: str | None = None) -> int:
        """End one, or all of somebody's. Returns how many that were."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A session that holds, and the person as the staff list has them now."""

    session: Session
    staff: Staff


class Sessions:
    """What the doors of the ledger need. Whether one holds is asked of the book each time."""

    def __init__(self, book: SessionBook, clock: Clock, limits: SessionLimits) -> None:
        self._book, self._clock, self.limits = book, clock, limits

    async def begin(self, staff: Staff, means: str, client: str) -> Session:
        """Somebody has signed in by `means`; `client` is what their browser calls itself."""
        now = self._clock.now()
        session = Session(str(new_id()), staff.staff_id, means, client[:LONGEST_CLIENT], now, now)
        await self._book.begin(session)
        return session

    async def keep(self, session_id: str, *, at_work: bool) -> Kept | None:
        """The session if it holds. `at_work`: this is a sign of work, not a page that refreshes itself."""
        found = await self._book.find(session_id)
        now = self._clock.now()
        if found is None or not self.limits.holds(found[0], now):
            return None
        if at_work and now - found[0].seen_at >= NOTED_EVERY:
            await self._book.note(session_id, now)
        return Kept(*found)

    async def of(self, staff_id: str) -> list[Session]:
        """Somebody's sessions that hold, the newest first."""
        now = self._clock.now()
        listed = await self._book.open_ones(staff_id)
        return [each for each in listed if self.limits.holds(each, now)]

    async def end(self, staff_id: str, by: str, session_id: str | None = None) -> int:
        """End one session, or all of somebody's. Returns how many that were."""
        return await self._book.end(staff_id, by, self._clock.now(), session_id)
