"""Whether two complaints say the same: word for word, or in titles that hardly differ.

A title is sketched by the least of several hashes over its pairs of characters, two to a band: titles
that share most pairs share a band, and an index finds bands. What it finds is then compared properly.
Source: Broder, On the resemblance and containment of documents (1997).
"""

from hashlib import blake2b
from itertools import pairwise

from services.ledger.domain.worklists.grams import words_of

BANDS = 5
ALIKE = 0.6
"""Share of the pairs of characters two titles have in common, from which on they are alike."""
_PRIME = (1 << 61) - 1
_FACTORS = tuple((0x9E3779B97F4A7C15 * (2 * n + 1)) % _PRIME for n in range(2 * BANDS))
_SHIFTS = tuple((0xC2B2AE3D27D4EB4F * (n + 1)) % _PRIME for n in range(2 * BANDS))
_BITS = (1 << 31) - 1


def print_of(title: str, content: str) -> int:
    """The same number for the same words, whatever the spaces and punctuation; 63 bits."""
    words = "".join(words_of(title)) + "\n" + "".join(words_of(content))
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) >> 1


def sketch(title: str) -> list[int]:
    """One number a band, each of 31 bits; empty for a title without a pair."""
    pairs = [ord(a) << 21 | ord(b) for a, b in _pairs(title)]
    if not pairs:
        return []
    least = [
        min((pair * factor + shift) % _PRIME for pair in pairs)
        for factor, shift in zip(_FACTORS, _SHIFTS, strict=True)
    ]
    return [
        (least[2 * band] * 31 + least[2 * band + 1] * 17 + band) & _BITS for band in range(BANDS)
    ]


def likeness(one: str, other: str) -> float:
    """How much two titles share of their pairs of characters: 0 to 1; 0 when one has none.

    >>> likeness("路灯不亮", "路灯不亮！")
    1.0
    """
    a, b = _pairs(one), _pairs(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def _pairs(title: str) -> set[tuple[str, str]]:
    return {pair for word in words_of(title) for pair in pairwise(word)}
