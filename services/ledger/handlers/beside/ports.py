"""What a ledger beside the spine needs from outside, as its handlers see it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.task import Task
from shared.events.envelope import Envelope

E = TypeVar("E", bound=Entry)
Filters = Mapping[str, str | tuple[str, ...] | None]
"""By the field's name: the value, one of several, or None for entries where it is empty."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One act on an entry: what, by whom, through what, with which words."""

    number: int
    version: int
    at: datetime
    actor: str
    through: str
    action: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """What an entry that refers to a task has to know of it."""

    task: Task
    title: str


class Work(Protocol[E]):
    """One transaction on one ledger."""

    async def new_number(self) -> int:
        """A number nobody has had."""
        ...

    async def locked(self, number: int) -> E | None:
        """The entry, locked until the transaction ends; None when there is none."""
        ...

    async def happened(self, number: int, since: int = 0) -> list[Happened]:
        """What was done after a version, oldest first."""
        ...

    async def add(self, entry: E, happened: Happened, envelopes: Sequence[Envelope]) -> None:
        """Write a new entry."""
        ...

    async def save(self, entry: E, happened: Happened, envelopes: Sequence[Envelope]) -> None:
        """Write an entry's next version."""
        ...

    async def tasks(self, numbers: Sequence[str]) -> list[TaskSeen]:
        """The tasks of those numbers, in the order of their numbers; unknown ones are left out."""
        ...

    async def item_exists(self, code: str) -> bool:
        """Whether there is a service item of that code."""
        ...


class Book(Protocol[E]):
    """Where one ledger's entries are kept."""

    def work(self) -> AbstractAsyncContextManager[Work[E]]:
        """A transaction: committed when the block ends, undone if it raises."""
        ...

    async def one(self, number: int) -> E | None:
        """An entry."""
        ...

    async def history(self, number: int) -> list[Happened]:
        """What was done with an entry, oldest first."""
        ...

    async def page(self, filters: Filters, after: int | None, limit: int) -> list[E]:
        """Entries, the newest first, from below the number `after`."""
        ...

    async def tasks(self, numbers: Sequence[str]) -> list[TaskSeen]:
        """The tasks of those numbers; unknown ones are left out."""
        ...

    async def count(self, filters: Filters) -> int:
        """How many there are."""
        ...
