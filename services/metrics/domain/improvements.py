"""What is done beside the cases: entries of the other ledgers, and guides that ask for less or for more."""

from datetime import date, datetime
from typing import NamedTuple


class EntryAct(NamedTuple):
    """One act on one entry of a ledger beside the tasks; an entry has one at a version."""

    ledger: str
    entry: int
    version: int
    kind: str
    at: datetime
    """When it was so: the beginning of the day for what is known by its day alone."""
    unit: str | None
    cause: str | None = None
    detail: str = ""
    """What the kind needs: how it shows, how it ended, how they were in touch."""
    due_on: date | None = None
    times: int = 1
    flag: bool | None = None
    """In time, for what was mended; given by order and not claimed, for a pain point."""


class Revision(NamedTuple):
    """A guide as it was published, against the one before. Days None where they are not said."""

    item_code: str
    version: int
    at: datetime
    unit: str | None
    name_zh: str
    name_en: str
    previous: int | None
    """None for the first guide of an item: there is nothing it could be less than."""
    steps_before: int
    steps_after: int
    materials_before: int
    materials_after: int
    fen_before: int
    fen_after: int
    days_before: int | None
    days_after: int | None
    """Promised days. Both None where they are counted differently and cannot be compared."""


class Removal(NamedTuple):
    """A step, material or fee that went, the reason for it and the document it rests on."""

    item_code: str
    version: int
    place: int
    element: str
    name_zh: str
    name_en: str
    reason: str
    basis: str


class ListedEntry(NamedTuple):
    """An entry or a guide as a line of a list. `place` is where the ledger shows it, below `/desk/`."""

    place: str
    name_zh: str
    name_en: str
    unit: str | None
    at: datetime | None
    words: str | None
    hours: float | None
