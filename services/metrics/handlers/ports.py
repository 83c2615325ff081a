"""What the handlers need from the outside."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.case_facts import CaseFacts
from services.metrics.domain.rows import Category, Notice, Parked, Unit


class Facts(Protocol):
    """Where facts are joined to what is known. A fact that is known already changes nothing."""

    async def add_cases(self, connection: AsyncConnection, facts: Mapping[str, CaseFacts]) -> None:
        """Facts about cases, by complaint number."""

    async def add_notices(self, connection: AsyncConnection, notices: Iterable[Notice]) -> None:
        """What became of notices."""

    async def add_parked(self, connection: AsyncConnection, parked: Iterable[Parked]) -> None:
        """Messages put aside."""

    async def add_units(self, connection: AsyncConnection, units: Iterable[Unit]) -> None:
        """Units' names."""

    async def add_categories(
        self, connection: AsyncConnection, categories: Iterable[Category]
    ) -> None:
        """Categories' names."""
