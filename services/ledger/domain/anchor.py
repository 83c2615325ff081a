"""The daily anchor: one digest over the newest entry of every task that changed, chained day to day.

SHA-256 over netstrings: jiangxin-anchor-1 · day · digest of the anchor before, empty for the first · then
for each task, sorted by the bytes of its number: number · sequence · digest of its newest entry. Digests are
their 32 bytes. Whoever has yesterday's and today's anchor can tell a ledger that was rewritten in between.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.ledger.domain.chain import netstring
from services.ledger.domain.working_calendar import CHINA

FORM = b"jiangxin-anchor-1"
NO_ANCHOR = b""
GRACE = timedelta(minutes=10)
"""After midnight: what was done before it has been written by then. What comes later still is covered by the
next anchor, which looks two days back."""
LOOKS_BACK = timedelta(days=2)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of a task."""

    task_number: str
    sequence: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the trail was at the end of a day in China. `number` counts anchors from 1."""

    day: date
    number: int
    tasks: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment, up to but not including another."""

    begin: datetime
    end: datetime


class AnchorDigest:
    """Takes the heads one after another, however many there are."""

    def __init__(self, day: date, before: bytes) -> None:
        values = (FORM, day.isoformat().encode(), before)
        self._state = hashlib.sha256(b"".join(map(netstring, values)))
        self.tasks = 0

    def add(self, heads: Iterable[Head]) -> None:
        """Some more, sorted by the bytes of their numbers."""
        for head in heads:
            values = (head.task_number.encode(), b"%d" % head.sequence, head.digest)
            self._state.update(b"".join(map(netstring, values)))
            self.tasks += 1

    def digest(self) -> bytes:
        """Over all that were added."""
        return self._state.digest()


def next_day_due(last: date | None, now: datetime) -> date | None:
    """The day to anchor next; None when the last one that is over has its anchor.

    The first anchor is for yesterday and covers everything until then; after it no day is left out.
    """
    yesterday = (now.astimezone(CHINA) - GRACE).date() - ONE_DAY
    day = yesterday if last is None else last + ONE_DAY
    return day if day <= yesterday else None


def span_of(day: date, *, first: bool) -> Span:
    """Whose changes an anchor looks for: the day's and, where they were left out, those before it."""
    end = datetime.combine(day + ONE_DAY, time(), CHINA)
    return Span(datetime(1970, 1, 1, tzinfo=CHINA) if first else end - ONE_DAY - LOOKS_BACK, end)
