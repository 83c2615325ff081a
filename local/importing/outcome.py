"""What became of one row, read from intake's answer."""

import json
from dataclasses import dataclass
from enum import StrEnum

from local.importing.client import Answer


class Fate(StrEnum):
    """Where a row ends."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is empty unless the row was rejected."""

    fate: Fate
    reason: str = ""


class TryAgainError(Exception):
    """Intake is there and cannot take anything now."""


class NotIntakeError(Exception):
    """Whoever answers is no intake, or refuses us altogether; trying on is of no use."""


def outcome_of(answer: Answer) -> Outcome:
    """Reads an answer.

    Raises:
        TryAgainError: overloaded or recovering.
        NotIntakeError: an answer that intake never gives to a row.
    """
    if answer.status == 201:
        return Outcome(Fate.ACCEPTED)
    if answer.status in (200, 409):
        return Outcome(Fate.KNOWN)  # 409: it came before, classified in another way
    if answer.status in (400, 413, 422):
        return Outcome(Fate.REJECTED, reason_in(answer.body))
    if answer.status in (408, 425, 429) or answer.status >= 500:
        raise TryAgainError(f"HTTP {answer.status}")
    raise NotIntakeError(f"HTTP {answer.status}")


def reason_in(body: bytes) -> str:
    """The problem's words, each after the name of its field; the raw text if it is no problem."""
    try:
        problem = json.loads(body)
        errors = problem.get("errors") or []
    except (ValueError, AttributeError):
        return body.decode(errors="replace")[:200]
    words = [f"{error['field']}: {error['message']}" for error in errors]
    return " ".join(words) or str(problem.get("detail") or problem.get("title"))
