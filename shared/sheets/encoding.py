"""Which encoding a text file is in: the three that Chinese offices produce."""

import codecs
from pathlib import Path

LOOK_AT_BYTES = 4 * 1024 * 1024
"""A mistake later in the file costs single rows, not the file."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def encoding_of(file: Path) -> str:
    """`utf-8-sig`, `utf-16`, `utf-8` or `gb18030`, which contains GBK and GB 2312.

    Text that is valid UTF-8 is taken for that: valid GB 18030 of any length hardly ever is.
    """
    with file.open("rb") as stream:
        start = stream.read(LOOK_AT_BYTES)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, final=len(start) < LOOK_AT_BYTES)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def has_broken_bytes(text: str) -> bool:
    """The text was read with `surrogateescape` and some of its bytes were not in the encoding."""
    return any("\udc80" <= char <= "\udcff" for char in text) if not text.isascii() else False
