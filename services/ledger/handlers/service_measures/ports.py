"""What service measures need besides what every ledger needs."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from services.ledger.domain.service_measures.measure import ServiceMeasure, Use
from services.ledger.handlers.beside.ports import Book, Work


class MeasureWork(Work[ServiceMeasure], Protocol):
    """One transaction."""

    async def keep_use(self, measure: ServiceMeasure, used: Use, by: str) -> None:
        """Keep a use with the measure's version."""
        ...


class MeasureBook(Book[ServiceMeasure], Protocol):
    """Where measures are kept."""

    def work(self) -> AbstractAsyncContextManager[MeasureWork]:
        """A transaction: committed when the block ends, undone if it raises."""
        ...

    async def uses_by_month(self, number: int) -> list[tuple[str, int]]:
        """`2026-11` and how often it was used then, oldest first; months without use are left out."""
        ...
