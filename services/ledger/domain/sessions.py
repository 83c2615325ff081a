"""How long a session lasts: a while after the last sign of work, and never longer than a working day."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. `ended_at`: signed out, or withdrawn; None while it goes on."""

    session_id: str
    staff_id: str
    means: str
    client: str
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """`idle` after the last sign of work, `whole` after it began."""

    idle: timedelta = timedelta(minutes=30)
    whole: timedelta = timedelta(hours=10)

    def holds(self, session: Session, now: datetime) -> bool:
        """Whether the session still goes on."""
        if session.ended_at is not None:
            return False
        return now - session.seen_at <= self.idle and now - session.begun_at <= self.whole
