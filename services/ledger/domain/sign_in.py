"""How long a name has to wait after wrong passwords: nothing at first, then twice as long each time."""

from datetime import datetime, timedelta

FREE_TRIES = 5
FREE_TRIES_AN_ADDRESS = 200
"""A whole office may be behind one address, and people mistype; guessing through all names needs more."""
LONGEST_WAIT = timedelta(minutes=5)
"""Long enough to make guessing hopeless, short enough that nobody is locked out of a working day."""
FORGOTTEN_AFTER = timedelta(hours=24)


def may_try_at(failures: int, last_at: datetime | None, free: int = FREE_TRIES) -> datetime | None:
    """The moment from which on the next try counts; None when it may be now."""
    if last_at is None or failures < free:
        return None
    doubled = timedelta(seconds=2 ** min(failures - free, 10))
    return last_at + min(doubled, LONGEST_WAIT)


def failures_still_counted(failures: int, last_at: datetime | None, now: datetime) -> int:
    """Failures that are not forgotten yet."""
    return 0 if last_at is None or now - last_at > FORGOTTEN_AFTER else failures
