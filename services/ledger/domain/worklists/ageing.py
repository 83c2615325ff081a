"""How long what is late has been late, in the four groups that a supervisor reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Age(StrEnum):
    """Days late, the day on which it became late being the first."""

    FRESH = "1-3"
    DAYS = "4-7"
    WEEKS = "8-30"
    OLD = "over-30"


@dataclass(frozen=True, slots=True)
class Span:
    """Due at `since` or after (None: any time before), and before `until`."""

    since: datetime | None
    until: datetime


_DAYS = {Age.FRESH: (3, 0), Age.DAYS: (7, 3), Age.WEEKS: (30, 7), Age.OLD: (None, 30)}


def span(age: Age, now: datetime) -> Span:
    """Between which moments a task was due that is so late now; the groups meet without a gap."""
    earliest, latest = _DAYS[age]
    since = None if earliest is None else now - timedelta(days=earliest)
    return Span(since, now - timedelta(days=latest))
