"""What a file is called here: as its owner called it, without anything that could mislead."""

import unicodedata

LONGEST = 120
"""Characters; the suffix stays."""


def plain_name(given: str) -> str:
    r"""The last part of a path, without what cannot be seen or turns the direction of writing.

    >>> plain_name("C:\\照片\\整改后 1.JPG")
    '整改后 1.JPG'
    >>> plain_name("photo\u202egpj.exe")
    'photogpj.exe'
    """
    last = unicodedata.normalize("NFC", given.replace("\\", "/")).rpartition("/")[2]
    # Categories C: control characters, marks of direction, halves of pairs, what has no meaning.
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    words = " ".join(seen.split())
    stem, dot, suffix = words.rpartition(".")
    if len(words) <= LONGEST or not dot:
        return words[:LONGEST]
    return stem[: LONGEST - len(suffix) - 1] + dot + suffix
