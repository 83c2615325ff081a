"""Words as what an index can hold: each character and each pair of neighbours as one number.

Chinese is written without spaces, and most of its words have two characters: an index of three
characters each would not find them. Latin letters and digits are treated alike.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise

MOST_WORDS = 8
"""Of a search; further ones are left out."""
_RUN = re.compile(r"[^\W_]+")
_SHIFT = 1 << 31


def normalised(text: str) -> str:
    """Full-width letters and digits as ordinary ones, all letters small.

    >>> normalised("ＡＢＣ１２")
    'abc12'
    """
    return unicodedata.normalize("NFKC", text).lower()


def words_of(text: str) -> list[str]:
    """What is between spaces and punctuation, normalised, in order, each once.

    >>> words_of("路灯，文华路 8号 路灯")
    ['路灯', '文华路', '8号']
    """
    return list(dict.fromkeys(_RUN.findall(normalised(text))))


def grams(text: str) -> set[int]:
    """Every character and every pair of neighbours in the words of a text, as numbers of 32 bits.

    >>> len(grams("路灯")), grams("路灯") >= asked(["路灯"])
    (3, True)
    """
    codes = _codes("\0".join(words_of(text)))
    return _pairs(codes) | {_number(code, 0) for code in set(codes) if code}


def asked(words: Iterable[str]) -> set[int]:
    """What a text's grams must all contain for it to have these words; a superset of those that do.

    >>> len(asked(["市场监管"]))
    3
    """
    found: set[int] = set()
    for word in words:
        codes = _codes(word)
        found |= _pairs(codes) if len(codes) > 1 else {_number(codes[0], 0)}
    return found


def _codes(text: str) -> Sequence[int]:
    """Sixteen bits each: a rare character beyond the first 65,536 counts as two."""
    return array("H", text.encode("utf-16-le"))


def _pairs(codes: Sequence[int]) -> set[int]:
    return {
        (first << 16 | second) - _SHIFT for first, second in pairwise(codes) if first and second
    }


def _number(first: int, second: int) -> int:
    return (first << 16 | second) - _SHIFT
