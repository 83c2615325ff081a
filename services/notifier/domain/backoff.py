"""When a failed attempt is repeated: a schedule that grows, with some chance in it. Pure."""

from collections.abc import Sequence
from datetime import timedelta

SPREAD = 0.2
"""Each wait varies by this part either way, so that a thousand notices do not come back at once."""
TRIES_BEFORE_FALLBACK = 3
"""Attempts by one means while another is left: a person with two means is told within minutes."""


def parse_schedule(text: str) -> tuple[timedelta, ...]:
    """Waits in seconds, by comma. Raises ValueError for anything else, or for a wait below zero.

    >>> parse_schedule("30, 120")
    (datetime.timedelta(seconds=30), datetime.timedelta(seconds=120))
    """
    waits = tuple(timedelta(seconds=float(part)) for part in text.split(",") if part.strip())
    if any(wait < timedelta() for wait in waits):
        raise ValueError("a wait cannot be negative")
    return waits


def wait_after(
    tries: int, schedule: Sequence[timedelta], chance: float, *, another_means_left: bool = False
) -> timedelta | None:
    """How long to wait after the `tries`-th failed attempt; None when there is no further one.

    `chance` is drawn evenly from 0 to 1.

    >>> wait_after(2, parse_schedule("30,120"), chance=0.5)
    datetime.timedelta(seconds=120)
    >>> wait_after(3, parse_schedule("30,120"), chance=0.5) is None
    True
    """
    limit = len(schedule)
    if another_means_left:
        limit = min(limit, TRIES_BEFORE_FALLBACK - 1)
    if tries > limit:
        return None
    return schedule[tries - 1] * (1 - SPREAD + 2 * SPREAD * chance)
