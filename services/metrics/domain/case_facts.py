"""What events say about one case, joined so that neither their order nor their repetition matters.

Each group of values is a register: it keeps what was said last, by version. Two registers joined give
the newer one, so joining is commutative, associative and idempotent, and so is everything made of it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

R = TypeVar("R", bound=tuple[Any, ...])

SAID_BY_LEDGER = 1
SAID_BY_INTAKE = 2
"""Intake heard the person; the ledger only repeats it."""


class Reception(NamedTuple):
    """How the complaint came in; intake's word outranks the ledger's repetition of it."""

    rank: int
    received_at: datetime
    channel: str
    nature: str
    district: str | None
    confidential: bool


class Classification(NamedTuple):
    """The category. Intake's guess has version 1, the ledger's words higher ones."""

    version: int
    category: str


class Dispatch(NamedTuple):
    """The latest dispatch: who became responsible, first until when, for the how-many-th time."""

    version: int
    dispatched_at: datetime
    original_due_at: datetime
    unit: str | None
    owner: str | None
    hops: int


class Due(NamedTuple):
    """Until when; None while nobody has it, after an approved return."""

    version: int
    due_at: datetime | None


class Ending(NamedTuple):
    """Answered on the spot, declined or merged: it ended and no unit closed it."""

    version: int
    ended_at: datetime


class Milestone(NamedTuple):
    """The latest signature, report or closure; `result` is None for a signature.

    `at` is None where it was undone: a report sent back, a closed case taken up again.
    """

    version: int
    at: datetime | None
    result: str | None


@dataclass(slots=True)
class CaseFacts:
    """All that is known about one case; None where nothing was said yet."""

    reception: Reception | None = None
    classification: Classification | None = None
    dispatch: Dispatch | None = None
    signature: Milestone | None = None
    report: Milestone | None = None
    closure: Milestone | None = None
    due: Due | None = None
    ending: Ending | None = None
    registered_at: datetime | None = None
    first_dispatched_at: datetime | None = None

    def join(self, other: "CaseFacts") -> "CaseFacts":
        """What both say together: the newer of each register, the earlier of the two first times."""
        return CaseFacts(
            _newer(self.reception, other.reception),
            _newer(self.classification, other.classification),
            _newer(self.dispatch, other.dispatch),
            _newer(self.signature, other.signature),
            _newer(self.report, other.report),
            _newer(self.closure, other.closure),
            _newer(self.due, other.due),
            _newer(self.ending, other.ending),
            _earlier(self.registered_at, other.registered_at),
            _earlier(self.first_dispatched_at, other.first_dispatched_at),
        )


def _newer(one: R | None, other: R | None) -> R | None:
    """By the first member, the version; the first argument where they are equal."""
    if one is None or (other is not None and other[0] > one[0]):
        return other
    return one


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
