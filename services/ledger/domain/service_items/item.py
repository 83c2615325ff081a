"""A service item, its draft and its snapshots, and who may work on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.service_items.guide import NO_GUIDE, Guide
from services.ledger.domain.service_items.removals import Removal


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """What an office does for people. `version` is that of its newest snapshot, 0 before the first."""

    code: str
    name_zh: str
    name_en: str = ""
    unit_code: str | None = None
    """None where its office is none of the units here yet."""
    office: str = ""
    """What the catalogue calls the office."""
    theme: str = ""
    version: int = 0
    revision: int = 0
    """Counts every change to the item, its draft and its snapshots."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a guide is to become."""

    guide: Guide
    edited_by: str
    edited_at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A guide as it was published; never changed again."""

    version: int
    guide: Guide
    note: str
    published_by: str
    published_at: datetime
    removals: Sequence[Removal] = ()
    task_numbers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """An item as it stands: what is being drafted, and what is published; None where there is none."""

    item: ServiceItem
    draft: Draft | None = None
    current: Snapshot | None = None

    @property
    def published(self) -> Guide:
        """The guide in force; an empty one before the first snapshot."""
        return self.current.guide if self.current else NO_GUIDE

    @property
    def drafted(self) -> Guide:
        """The guide to go on editing: the draft, otherwise the one in force."""
        return self.draft.guide if self.draft else self.published


def may_edit(actor: Actor, item: ServiceItem) -> bool:
    """A dispatcher every item, the head of a unit its own."""
    return actor.has("dispatcher") or actor.heads(item.unit_code)
