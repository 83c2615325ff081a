"""Looking at service items: what can be asked for, and what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.ledger.domain.service_items.guide import Days
from services.ledger.domain.service_items.item import ServiceItem, Snapshot, Standing


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items; "" for any. `words` are looked for in code, names and office."""

    words: str = ""
    unit_code: str = ""
    theme: str = ""
    drafted: bool = False
    """Only those with a draft."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as a list has it; the figures are the published guide's, None before the first."""

    item: ServiceItem
    drafted: bool
    steps: int | None = None
    materials: int | None = None
    promised: Days | None = None
    trips: int | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """Part of a list; `next` is the code to go on after, None at the end."""

    items: Sequence[ListedItem]
    total: int
    next: str | None = None


class ItemQueries(Protocol):
    """Service items, read only."""

    async def page(self, wanted: ItemFilter, after: str, limit: int) -> ItemsPage:
        """Items by code, from the one after `after` on."""
        ...

    async def themes(self) -> list[str]:
        """Every theme in use, sorted."""
        ...

    async def standing(self, code: str) -> Standing | None:
        """One item with its draft and newest snapshot."""
        ...

    async def snapshots(self, code: str) -> list[Snapshot]:
        """Every snapshot of an item, newest first."""
        ...
