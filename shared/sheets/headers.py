"""Which column holds what, by the names that others give their columns."""

import re
from collections.abc import Mapping, Sequence

Known = Mapping[str, Sequence[str]]
"""Names for each field, the likeliest first."""


def recognise(columns: Sequence[str], known: Known) -> dict[str, str]:
    """Field → column for every field that some column is known for; spaces and marks do not count."""
    by_name = {_plain(column): column for column in reversed(columns)}
    found = {}
    for field, names in known.items():
        match = next((by_name[_plain(name)] for name in names if _plain(name) in by_name), None)
        if match is not None:
            found[field] = match
    return found


def header_row(beginning: Sequence[Sequence[str]], known: Known) -> int:
    """Index of the row that names most known columns; the first row that is not blank else."""
    if not beginning:
        return 0
    scores = [len(recognise([cell for cell in row if cell], known)) for row in beginning]
    best = max(scores)
    if best:
        return scores.index(best)
    return next((i for i, row in enumerate(beginning) if any(cell.strip() for cell in row)), 0)


def _plain(name: str) -> str:
    return re.sub(r"[\s*＊:：（）()\ufeff]", "", name).lower()
