"""Filters that officers keep under a name of their own; nobody else sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

MOST_FILTERS = 12
"""An officer's; more tabs than that are no help."""


class TooManyFilters(Exception):
    """The officer has `MOST_FILTERS` already, and this would be one more."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A list under a name; `query` is its address's query, as the desk wrote it."""

    name: str
    query: str


class SavedFilters(Protocol):
    """Where they are kept."""

    async def of(self, staff_id: str) -> Sequence[SavedFilter]:
        """An officer's own, oldest first."""
        ...

    async def put(self, staff_id: str, kept: SavedFilter, at: datetime) -> None:
        """Keep one; of the same name it takes the place of the one before."""
        ...

    async def remove(self, staff_id: str, name: str) -> bool:
        """Whether there was one of that name."""
        ...


async def save_filter(
    filters: SavedFilters, staff_id: str, kept: SavedFilter, at: datetime
) -> None:
    """Keep a filter. Raises `TooManyFilters`.

    Repeatable: the same name with the same query changes nothing.
    """
    names = [each.name for each in await filters.of(staff_id)]
    if kept.name not in names and len(names) >= MOST_FILTERS:
        raise TooManyFilters(staff_id)
    await filters.put(staff_id, kept, at)
