"""Slowing down those who guess query codes: wrong tries per number, forgotten by and by."""

from collections import OrderedDict
from datetime import datetime, timedelta

LIMIT = 10
"""Wrong codes for one number before it rests; typing errors stay well below."""
HALF_LIFE = timedelta(minutes=5)
"""In this time half of the wrong tries are forgotten."""
MOST_NUMBERS = 20_000
"""Numbers remembered; beyond it the one longest untouched is forgotten."""


class Guesses:
    """Counts in memory. Each process has its own count: codes are long enough to bear that."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def wait(self, number: str, now: datetime) -> timedelta:
        """How long the number rests; zero when a code may be tried."""
        count = self._count(number, now)
        if round(count) < LIMIT:
            return timedelta(0)
        halves = 1 + (count - LIMIT) / LIMIT
        return HALF_LIFE * halves / 2

    def wrong(self, number: str, now: datetime) -> None:
        """A wrong code was tried."""
        self._wrong[number] = (self._count(number, now) + 1, now)
        self._wrong.move_to_end(number)
        if len(self._wrong) > MOST_NUMBERS:
            self._wrong.popitem(last=False)

    def _count(self, number: str, now: datetime) -> float:
        count, at = self._wrong.get(number, (0.0, now))
        halvings: float = (now - at) / HALF_LIFE
        return count * float(0.5**halvings)
