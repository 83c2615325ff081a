"""Lists of the ledgers beside the spine, page by page, with the same opaque places as lists of tasks."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time
from typing import Generic, TypeVar

from starlette.requests import Request

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.liaison.assignment import Assignment
from services.ledger.entrypoints.cursors import read, unreadable, written
from services.ledger.handlers.lists import Cursor
from shared.clock import CHINA

E = TypeVar("E", bound=Entry)
HIGHEST = 2**63 - 1
"""Number an entry can have."""


class Leaf(Generic[E]):
    """One page of a list. `following`: for `?after=`, None on the last; `later`: not the first."""

    def __init__(self, entries: Sequence[E], following: str | None, later: bool) -> None:
        self.entries, self.following, self.later = entries, following, later


async def newest_first(
    request: Request, size: int, load: Callable[[int | None, int], Awaitable[list[E]]]
) -> Leaf[E]:
    """A page by number; `load` gets the number to go on below, and how many."""
    after = _after(request)
    found = await load(int(after.number) if after else None, size + 1)
    return _leaf(found, size, after, lambda each: each.entered_at)


async def soonest_first(
    request: Request,
    size: int,
    load: Callable[[tuple[datetime, int] | None, int], Awaitable[list[Assignment]]],
) -> Leaf[Assignment]:
    """A page by the day of the next contact; `load` gets the day and number to go on behind."""
    after = _after(request)
    found = await load((after.at, int(after.number)) if after else None, size + 1)
    return _leaf(found, size, after, lambda each: datetime.combine(each.next_on, time(), CHINA))


def _after(request: Request) -> Cursor | None:
    """Raises the 422 problem for a place that cannot be."""
    after = read(request.query_params.get("after"))
    if after and not (
        after.number.isascii() and after.number.isdigit() and int(after.number) <= HIGHEST
    ):
        raise unreadable()
    return after


def _leaf(found: list[E], size: int, after: Cursor | None, at: Callable[[E], datetime]) -> Leaf[E]:
    entries = found[:size]
    last = entries[-1] if len(found) > size else None
    following = written(Cursor(at(last), str(last.number))) if last else None
    return Leaf(entries, following, later=after is not None)
