"""What administering needs from outside, as the handlers see it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.ledger.domain.administration.changes import Change
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import State, Task
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.ports import Subject
from shared.events.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody has left. `successor_id` None: their tasks go by turns."""

    staff_id: str
    successor_id: str | None
    ordered_by: str
    ordered_at: datetime
    note: str = ""
    handed: int = 0


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change as the log has it. `actor` is a staff id, or `file` for what came from a file."""

    id: int
    version: int
    at: datetime
    actor: str
    through: str
    change: Change
    note: str


class AdministrationWork(Protocol):
    """One transaction on the organisation, which nobody else changes meanwhile once it is locked."""

    async def lock(self, at: datetime) -> None:
        """Nobody else changes it until the transaction ends."""
        ...

    async def read(self) -> Organisation:
        """The organisation as it is."""
        ...

    async def write(self, new: Organisation, at: datetime) -> None:
        """Replace what is there."""
        ...

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Write events into the same transaction."""
        ...

    async def log(
        self,
        changes: Sequence[Change],
        version: int,
        at: datetime,
        actor: str,
        through: str,
        note: str = "",
    ) -> None:
        """Add to the log of changes."""
        ...

    async def changes_after(self, version: int) -> list[LoggedChange]:
        """What was changed since a version, oldest first."""
        ...

    async def open_tasks_of_unit(self, unit_code: str) -> int:
        """How many open tasks a unit leads."""
        ...

    async def depart(self, departure: Departure) -> None:
        """Keep that somebody has left; forget their password, and end their sessions."""
        ...


class Administration(Protocol):
    """Where the organisation is kept and its changes are logged."""

    def work(self) -> AbstractAsyncContextManager[AdministrationWork]:
        """A transaction: committed and its events on their way when the block ends, undone if it raises."""
        ...

    async def changes(self, before: int | None, limit: int, code: str = "") -> list[LoggedChange]:
        """A page of the log, the newest first, before an id; of one entry where a code is given."""
        ...


@dataclass(frozen=True, slots=True)
class Handed:
    """A task that changed hands, with its trail entry and its event."""

    task: Task
    entry: TrailEntry
    envelope: Envelope


class HandoverWork(Protocol):
    """One transaction on tasks that change hands."""

    async def take(self, staff_id: str, after: str, limit: int) -> list[Subject]:
        """Open tasks of a person with numbers after `after`, by number, locked; few at a time."""
        ...

    async def write(self, staff_id: str, handed: Sequence[Handed]) -> None:
        """Write owners, trail and events as sets, and count them."""
        ...


class HandoverBook(Protocol):
    """Where departures are kept and tasks change hands."""

    def work(self) -> AbstractAsyncContextManager[HandoverWork]:
        """A transaction: committed when the block ends, undone if it raises."""
        ...

    async def departure(self, staff_id: str) -> Departure | None:
        """The last departure of somebody; None for who never left."""
        ...

    async def unfinished(self) -> list[Departure]:
        """Of those who have left and are away, the ones who still own open tasks."""
        ...

    async def open_tasks(self, staff_id: str) -> Mapping[tuple[str | None, State], int]:
        """How many open tasks somebody owns, by unit and state."""
        ...
