"""Where a text says what somebody looked for: pieces for `<mark>`, and the passage around the first."""

import re
from collections.abc import Sequence

Piece = tuple[str, bool]
"""Part of a text, and whether it was looked for."""
BEFORE, AFTER = 14, 40
"""Characters of a passage before and after the beginning of what was found."""


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """The whole text in order. Upper and lower case are alike.

    >>> pieces("路灯不亮", ["灯"])
    [('路', False), ('灯', True), ('不亮', False)]
    """
    if not words:
        return [(text, False)]
    parts = _any_of(words).split(text)
    return [(part, bool(index % 2)) for index, part in enumerate(parts) if part]


def passage(text: str, words: Sequence[str]) -> list[Piece]:
    """Some words around the first that was found, with … where it was cut; empty when none is there."""
    found = _any_of(words).search(text) if words else None
    if found is None:
        return []
    start, end = max(0, found.start() - BEFORE), min(len(text), found.start() + AFTER)
    cut = " ".join(text[start:end].split())
    shown = f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
    return pieces(shown, words)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """The longest first, so that a word within another does not break it."""
    several = sorted(words, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, several))})", re.IGNORECASE)
