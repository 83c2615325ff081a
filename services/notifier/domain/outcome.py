"""What comes of handing a message to a provider."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Answer(StrEnum):
    """The four things that can be known afterwards."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """No repetition will change it: no such mailbox, a request that is wrong."""
    POSTPONED = "postponed"
    """Certainly not accepted, and worth another try: busy, away, credentials refused."""
    UNKNOWN = "unknown"
    """Handed over in full, then silence: it may have been accepted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A provider's answer, with its words (never shown before addresses are masked)."""

    answer: Answer
    words: str = ""
    wait_for: timedelta | None = None
    """How long the provider asks to be left alone; None when it does not say."""


def accepted(words: str = "") -> Outcome:
    """The provider has taken the message over."""
    return Outcome(Answer.ACCEPTED, words)


def refused(words: str) -> Outcome:
    """The provider will never take this message."""
    return Outcome(Answer.REFUSED, words)


def postponed(words: str, wait_for: timedelta | None = None) -> Outcome:
    """The provider has not taken the message, and may later."""
    return Outcome(Answer.POSTPONED, words, wait_for)


def unknown(words: str) -> Outcome:
    """Whether the provider took the message cannot be told."""
    return Outcome(Answer.UNKNOWN, words)
