"""Finds where a chain is broken: an entry altered, missing, out of its place, or one too many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.ledger.domain.chain import NO_ENTRY, digest
from services.ledger.domain.trail import TrailEntry


class Break(StrEnum):
    """What is wrong."""

    ALTERED = "altered-entry"
    MISSING = "missing-entry"
    OUT_OF_PLACE = "entry-out-of-place"
    SURPLUS = "surplus-entry"
    NO_TASK = "trail-without-task"
    HEAD_CHANGED = "anchored-entry-changed"
    HEAD_GONE = "anchored-entry-gone"
    ANCHOR_ALTERED = "anchor-altered"
    ANCHOR_MISSING = "anchor-missing"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """Where it is: task and sequence, or the day of an anchor, or both."""

    what: Break
    task_number: str | None = None
    sequence: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is stored. `digest` is None until the entry is sealed.

    `entry` is None when what is stored can be no entry at all: an action that never was, a fraction.
    """

    sequence: int
    digest: bytes | None
    entry: TrailEntry | None


def broken_link(number: str, links: Sequence[Link], version: int | None) -> BrokenLink | None:
    """The first broken link of a task's trail, in order of sequence; None when all of them hold.

    `version` is the task's own, None when there is no such task. Entries at the end that nobody has
    sealed yet cannot be told from altered ones; they hold.
    """
    if version is None:
        return BrokenLink(Break.NO_TASK, number, links[0].sequence)
    what, sequence = _first_break(links) or _break_at_end(links, version)
    return BrokenLink(what, number, sequence) if what else None


def _first_break(links: Sequence[Link]) -> tuple[Break, int] | None:
    before = NO_ENTRY
    last_sealed = max((link.sequence for link in links if link.digest is not None), default=0)
    for wanted, link in enumerate(links, start=1):
        if link.sequence != wanted:
            return _in_place_of(wanted, link)
        if link.digest is None and link.sequence > last_sealed:
            continue
        if not _fits(link, before):
            return _named(link, links)
        before = link.digest or NO_ENTRY
    return None


def _in_place_of(wanted: int, link: Link) -> tuple[Break, int]:
    """What is wrong when another sequence stands where this one should."""
    if link.sequence > wanted:
        return Break.MISSING, wanted
    return Break.OUT_OF_PLACE, link.sequence


def _break_at_end(links: Sequence[Link], version: int) -> tuple[Break | None, int]:
    """Every version of a task has its entry."""
    last = links[-1].sequence if links else 0
    if last < version:
        return Break.MISSING, last + 1
    return (Break.SURPLUS, version + 1) if last > version else (None, last)


def _fits(link: Link, before: bytes, sequence: int | None = None) -> bool:
    """Whether the entry was sealed after that digest, with its own sequence or another."""
    if link.entry is None:
        return False
    entry = link.entry if sequence is None else replace(link.entry, sequence=sequence)
    try:
        return digest(entry, before) == link.digest
    except TypeError:  # a fraction among the facts, which no entry was ever sealed with
        return False


def _named(link: Link, links: Sequence[Link]) -> tuple[Break, int]:
    """An entry whose digest fits another place of the same trail was moved, otherwise it was altered."""
    befores = [NO_ENTRY, *(each.digest for each in links if each.digest)]
    others = [other.sequence for other in links if other is not link]
    moved = any(_fits(link, before, other) for other in others for before in befores)
    return (Break.OUT_OF_PLACE if moved else Break.ALTERED), link.sequence
