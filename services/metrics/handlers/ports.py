"""What the handlers need from the outside."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.acts import Act
from services.metrics.domain.case import Case
from services.metrics.domain.case_facts import CaseFacts
from services.metrics.domain.improvements import EntryAct, ListedEntry, Removal, Revision
from services.metrics.domain.rows import Category, Notice, Parked, Retried, Unit
from services.metrics.domain.scope import Scope
from services.metrics.indicators.indicator import Listing


class Facts(Protocol):
    """Where facts are joined to what is known. A fact that is known already changes nothing."""

    async def add_cases(self, connection: AsyncConnection, facts: Mapping[str, CaseFacts]) -> None:
        """Facts about cases, by complaint number."""

    async def add_notices(self, connection: AsyncConnection, notices: Iterable[Notice]) -> None:
        """What became of notices."""

    async def add_acts(self, connection: AsyncConnection, acts: Iterable[Act]) -> None:
        """What was done to cases."""

    async def add_entry_acts(self, connection: AsyncConnection, acts: Iterable[EntryAct]) -> None:
        """What was done to entries of the ledgers beside the tasks."""

    async def add_revisions(
        self, connection: AsyncConnection, revisions: Iterable[Revision]
    ) -> None:
        """Guides that were published."""

    async def add_removals(self, connection: AsyncConnection, removals: Iterable[Removal]) -> None:
        """Steps, materials and fees that went with them."""

    async def add_parked(self, connection: AsyncConnection, parked: Iterable[Parked]) -> None:
        """Messages put aside."""

    async def add_retried(self, connection: AsyncConnection, retried: Iterable[Retried]) -> None:
        """Messages that were handled after all."""

    async def add_units(self, connection: AsyncConnection, units: Iterable[Unit]) -> None:
        """Units' names."""

    async def add_categories(
        self, connection: AsyncConnection, categories: Iterable[Category]
    ) -> None:
        """Categories' names."""


class Records(Protocol):
    """What is known, to be read."""

    def snapshot(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection on which everything read belongs to one moment."""

    async def units(self, connection: AsyncConnection) -> Sequence[Unit]:
        """Every unit that was ever listed, by code."""

    async def categories(self, connection: AsyncConnection) -> Sequence[Category]:
        """Every category that was ever listed, by code."""

    async def received_between(
        self, connection: AsyncConnection
    ) -> tuple[datetime, datetime] | None:
        """When the first and the latest complaint were received; None while there is none."""

    async def cases(
        self, connection: AsyncConnection, listing: Listing, scope: Scope, limit: int, offset: int
    ) -> Sequence[Case]:
        """The cases behind a figure, in the listing's order, then by number."""

    async def entries(
        self, connection: AsyncConnection, listing: Listing, scope: Scope, limit: int, offset: int
    ) -> Sequence[ListedEntry]:
        """The entries behind a figure, in the listing's order, then by place."""

    async def count_behind(
        self, connection: AsyncConnection, listing: Listing, scope: Scope
    ) -> int:
        """How many cases or entries are behind a figure."""

    async def parked(
        self, connection: AsyncConnection, limit: int, offset: int
    ) -> Sequence[Parked]:
        """Messages put aside, the latest first."""

    async def count_parked(self, connection: AsyncConnection) -> int:
        """How many messages were put aside."""

    async def rebuilding_since(self, connection: AsyncConnection) -> datetime | None:
        """When the rebuild that has not finished yet began; None when there is none."""


class Streams(Protocol):
    """This service's own places in the streams."""

    async def forget_places(self) -> None:
        """Drop the consumers: nothing is delivered until they are made anew. Repeatable."""

    async def begin_anew(self) -> None:
        """Make the consumers anew, each before its stream's first event. Repeatable."""

    async def unread(self) -> int:
        """How many messages have not been delivered, or not been acknowledged yet."""


class Memory(Protocol):
    """All that was recorded, as something that can be forgotten."""

    async def forget(self) -> datetime:
        """Forget every fact and which messages were handled. Returns when that was."""

    async def complete(self, began: datetime) -> None:
        """Note that everything up to now is known again."""
