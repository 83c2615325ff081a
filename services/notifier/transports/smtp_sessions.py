"""Sessions that wait a moment for the next letter, so that a burst does not log in for each one."""

import threading
import time
from typing import Any

from services.notifier.transports.smtp_session import SmtpSession

IDLE_SECONDS = 5.0
"""Servers close idle connections after a minute or more; ours are gone well before."""
LETTERS_A_SESSION = 100


class SmtpSessions:
    """The sessions of one account that nobody uses at the moment. Thread-safe."""

    def __init__(self, account: Any) -> None:
        self._account = account
        self._lock = threading.Lock()
        self._idle: list[SmtpSession] = []

    @property
    def idle(self) -> int:
        """How many wait for a letter."""
        return len(self._idle)

    def take(self) -> SmtpSession:
        """A session ready for a letter: the one used last, or a new one. Raises `CannotConnect`."""
        with self._lock:
            session = self._idle.pop() if self._idle else None
        if session is not None and not _is_old(session):
            return session
        if session is not None:
            session.part()
        session = SmtpSession(self._account)
        session.open()
        return session

    def give_back(self, session: SmtpSession) -> None:
        """Keep it for the next letter, unless it is spent."""
        if not session.usable:
            session.abandon()
            return
        with self._lock:
            self._idle.append(session)

    def part_idle(self, *, every: bool = False) -> None:
        """Close the sessions that nobody wanted for a while; `every` one before the process ends."""
        with self._lock:
            old = [session for session in self._idle if every or _is_old(session)]
            self._idle = [session for session in self._idle if session not in old]
        for session in old:
            session.part()


def _is_old(session: SmtpSession) -> bool:
    idle = time.monotonic() - session.used_at
    return idle > IDLE_SECONDS or session.letters >= LETTERS_A_SESSION
