"""The chain: each entry of a task's trail carries a digest of itself and of the entry before it.

The digest is SHA-256 over netstrings (`<length>:<bytes>,`; `-` for what is not given), in this order:

    jiangxin-trail-1 · sequence · at · actor · on_behalf_of · through · action · before · after
    · task_number · digest of the entry before, empty for the first

`at` is UTC with microseconds (`2026-11-23T02:00:00.000000+00:00`); `before` and `after` are JSON with
sorted keys, no spaces and nothing escaped that need not be; whole numbers only. What belongs to one task
alone stands last, so that entries which many tasks share are digested once up to there.

Source: netstrings, https://cr.yp.to/proto/netstrings.txt
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import TYPE_CHECKING

from services.ledger.domain.trail import Facts, TrailEntry

if TYPE_CHECKING:
    from hashlib import _Hash

FORM = b"jiangxin-trail-1"
"""Names the form within the hashed bytes. Another form takes another name; this one is read for ever."""
NO_ENTRY = b""
"""What stands before the first entry."""
_NOT_GIVEN = b"-"


def netstring(value: bytes) -> bytes:
    """The value with its length before it, so that no two lists of values look alike.

    >>> netstring("户口".encode())[:2]
    b'6:'
    """
    return b"%d:%b," % (len(value), value)


_FORM = netstring(FORM)
_as_json = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


class Seal:
    """Digests one entry, for any task that has it. Raises TypeError for facts with a float in them."""

    __slots__ = ("_state",)

    def __init__(self, entry: TrailEntry) -> None:
        self._state: _Hash = hashlib.sha256(_shared_part(entry))

    def digest(self, task_number: str, before: bytes) -> bytes:
        """The entry's digest in that task; `before` is the digest of the entry before it."""
        state = self._state.copy()
        number = task_number.encode()
        state.update(b"%d:%b,%d:%b," % (len(number), number, len(before), before))
        return state.digest()


def digest(entry: TrailEntry, before: bytes) -> bytes:
    """The digest of an entry of its own task."""
    return Seal(entry).digest(entry.task_number, before)


def _shared_part(entry: TrailEntry) -> bytes:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    behalf = entry.on_behalf_of
    return b"%b%b%b%b%b%b%b%b%b" % (
        _FORM,
        netstring(b"%d" % entry.sequence),
        netstring(at.encode()),
        netstring(entry.actor.encode()),
        _NOT_GIVEN if behalf is None else netstring(behalf.encode()),
        netstring(entry.through.encode()),
        netstring(entry.action.encode()),
        _facts(entry.before),
        _facts(entry.after),
    )


def _facts(facts: Facts) -> bytes:
    """As PostgreSQL gives them back. A float would come back written differently, so there are none."""
    written = _as_json(facts)
    # Every float is written with one of these, and looking for them is quicker than looking at each value.
    if ("." in written or "e+" in written or "e-" in written) and _has_float(facts):
        raise TypeError("a fact of the trail is a whole number, never a float")
    return netstring(written.encode())


def _has_float(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_float, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_has_float, value))
    return isinstance(value, float)


def missing_digests(
    chain: Iterable[tuple[TrailEntry, bytes | None]],
) -> list[tuple[TrailEntry, bytes]]:
    """Digests for those entries of one task that have none yet; the chain whole and in order."""
    before, missing = NO_ENTRY, []
    for entry, known in chain:
        if known is None:
            before = digest(entry, before)
            missing.append((entry, before))
        else:
            before = known
    return missing
