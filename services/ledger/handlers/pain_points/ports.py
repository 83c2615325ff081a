"""What pain points need besides what every ledger needs."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from services.ledger.domain.pain_points.pain_point import PainPoint
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle
from services.ledger.handlers.beside.ports import Book, Filters, Work

Matrix = dict[tuple[Obstacle, Cause], int]
"""How many there are; pairs without any are left out."""


class PainWork(Work[PainPoint], Protocol):
    """One transaction."""

    async def measure_exists(self, number: int) -> bool:
        """Whether there is a service measure of that number."""
        ...


class PainBook(Book[PainPoint], Protocol):
    """Where pain points are kept."""

    def work(self) -> AbstractAsyncContextManager[PainWork]:
        """A transaction: committed when the block ends, undone if it raises."""
        ...

    async def matrix(self, filters: Filters) -> Matrix:
        """The counts of obstacle × cause."""
        ...
