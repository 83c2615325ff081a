"""Query codes: what somebody needs beside the number to see what became of a complaint.

A code is derived from the number by a secret key, so nothing has to be stored, and a submission
that is repeated gets the same receipt.
"""

import hmac
import re
import unicodedata

ALPHABET = "23456789CDFHJKMNPQRTVWXY"
"""No 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B pairs, and no vowels: nothing to misread, no words."""
LENGTH = 8
"""Twenty-four to the eighth is 1.1e11: beyond guessing even at a thousand tries a second."""

_IGNORED = re.compile(r"[\s\-‐-―−－_.·]+")
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


def query_code(key: bytes, number: str) -> str:
    """The eight characters for a number, the same ones every time.

    The remainder of 128 bits prefers some codes by less than one part in 10^27.
    """
    rest = int.from_bytes(hmac.digest(key, number.encode(), "sha256")[:16], "big")
    code = ""
    for _ in range(LENGTH // 2):
        rest, index = divmod(rest, len(_PAIRS))
        code += _PAIRS[index]
    return code


def matches(key: bytes, number: str, typed: str) -> bool:
    """Whether the code belongs to the number; takes the same time for any wrong one.

    Case, spaces, hyphens and full-width characters are forgiven.
    """
    if len(typed) > 64:
        return False
    code = _IGNORED.sub("", unicodedata.normalize("NFKC", typed)).upper()
    return hmac.compare_digest(code.encode(), query_code(key, number).encode())
