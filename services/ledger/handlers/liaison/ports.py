"""What liaison needs besides what every ledger needs."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.ledger.domain.liaison.assignment import Assignment, Contact
from services.ledger.handlers.beside.ports import Book, Filters, Work
from shared.events.envelope import Envelope


@dataclass(frozen=True, slots=True)
class KeptContact:
    """A contact as it was recorded, and by whom."""

    contact: Contact
    recorded_by: str


class LiaisonWork(Work[Assignment], Protocol):
    """One transaction."""

    async def keep_contact(self, assignment: Assignment, had: Contact, by: str) -> None:
        """Keep a contact with the assignment's version."""
        ...

    async def mark_missed(self, today: date, limit: int) -> list[Assignment]:
        """Overdue ones nobody was told of for that day, marked; those in other hands are passed over."""
        ...

    async def announce(self, envelopes: Sequence[Envelope]) -> None:
        """Tell others what the ledger itself has noticed."""
        ...

    async def current_of(self, staff_id: str) -> list[Assignment]:
        """What an official has now, locked, by number."""
        ...


class LiaisonBook(Book[Assignment], Protocol):
    """Where assignments are kept."""

    def work(self) -> AbstractAsyncContextManager[LiaisonWork]:
        """A transaction: committed when the block ends, undone if it raises."""
        ...

    async def by_next(
        self, filters: Filters, after: tuple[datetime, int] | None, limit: int
    ) -> list[Assignment]:
        """Those whose next contact is due first come first; `after` the day and number of one."""
        ...

    async def overdue(self, filters: Filters, today: date) -> tuple[int, date | None]:
        """How many have a gap, and the day since which the longest lasts."""
        ...

    async def contacts_of(self, number: int) -> list[KeptContact]:
        """All contacts of an assignment, the latest first."""
        ...
