"""What somebody typed to find tasks: words, or a number with or without its hyphens."""

import re
from dataclasses import dataclass

from services.ledger.domain.worklists.grams import MOST_WORDS, normalised, words_of

LEAST_DIGITS = 4
"""Fewer are a house number rather than the beginning of a task's."""
_NUMBER = re.compile(r"[\d\s.\-‐-―−]+")
_DIGITS = re.compile(r"\D+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sought:
    """`words` must all be there, in title, content or the unit's name; or the number begins with `digits`."""

    words: tuple[str, ...]
    digits: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing but punctuation was typed."""
        return not self.words and not self.digits


def sought(typed: str) -> Sought:
    """Reads a search.

    >>> sought("261123-000417")
    Sought(words=('261123', '000417'), digits='261123000417')
    >>> sought("路灯 Ｎo")
    Sought(words=('路灯', 'no'), digits='')
    """
    plain = normalised(typed).strip()
    digits = _DIGITS.sub("", plain) if _NUMBER.fullmatch(plain) else ""
    words = tuple(words_of(plain)[:MOST_WORDS])
    return Sought(words, digits if len(digits) >= LEAST_DIGITS else "")
