"""What the handlers need from outside, as the handlers see it. The adapters fit without inheriting."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.domain.administration.changes import Change
from services.ledger.domain.anchor import Anchor, Head, Span
from services.ledger.domain.broken_link import Link
from services.ledger.domain.deadlines.rulebook import Case, Rulebook, usual_rulebook
from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import Report, Task
from services.ledger.domain.trail import TrailEntry
from shared.events.envelope import Envelope
from shared.events.intake import ComplaintReceived


class Directory(Protocol):
    """The organisation as it is now."""

    async def current(self, connection: AsyncConnection | None = None) -> Organisation:
        """A snapshot; through the connection where one is given."""
        ...


@dataclass(frozen=True, slots=True)
class Registration:
    """A complaint on its way into the ledger, with all that is written for it."""

    complaint: ComplaintReceived
    registered_at: datetime
    standing: Task
    """The task as it stands. Complaints that were routed alike share one, so its number is not used."""
    trail: tuple[TrailEntry, ...]
    """What the trail says of it; shared likewise."""
    envelopes: tuple[Envelope, ...]


class Registrations(Protocol):
    """Where new tasks are written, as a set."""

    async def add(self, connection: AsyncConnection, registrations: Sequence[Registration]) -> int:
        """Write those whose number is new, in order; returns how many that were."""
        ...


@dataclass(frozen=True, slots=True)
class Subject:
    """A task with those of its words that events repeat or rules look at."""

    task: Task
    title: str
    complaint_number: str | None
    category_code: str | None
    nature: str = ""
    channel: str = ""
    rulebook: Rulebook = field(default_factory=usual_rulebook)
    """What its dates are worked out with, as of this transaction; the usual one where none is worked out."""

    @property
    def case(self) -> Case:
        """What the choice of a deadline rule looks at."""
        return Case(self.nature, self.channel, self.category_code, self.task.urgency)


class Work(Protocol):
    """One transaction on the ledger."""

    async def locked(self, number: str) -> Subject | None:
        """The task, locked until the transaction ends; None when there is none of that number."""
        ...

    async def trail_after(self, number: str, sequence: int) -> list[TrailEntry]:
        """The entries after a sequence, oldest first."""
        ...

    async def save(self, task: Task, entry: TrailEntry, envelopes: Sequence[Envelope]) -> None:
        """Write the task's new version, its trail entry and its events."""
        ...

    async def keep_report(self, task: Task, report: Report) -> None:
        """Keep what the unit reported with the task's version."""
        ...

    async def keep_evidence(self, files: Sequence[Evidence]) -> None:
        """Keep what is known of files; their content is not cleared away until the transaction ends."""
        ...


class Ledger(Protocol):
    """Where tasks are kept."""

    def work(self) -> AbstractAsyncContextManager[Work]:
        """A transaction: committed and its events on their way when the block ends, undone if it raises."""
        ...


class OrganisationStore(Protocol):
    """Where the organisation is kept, in one transaction."""

    async def lock(self, at: datetime) -> None:
        """Nobody else loads until the transaction ends."""
        ...

    async def read(self) -> Organisation:
        """What was loaded last; an empty organisation of version 0 at first."""
        ...

    async def write(self, new: Organisation, at: datetime) -> None:
        """Replace what is there."""
        ...

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Write events into the same transaction."""
        ...

    async def log(
        self, changes: Sequence[Change], version: int, at: datetime, actor: str, through: str
    ) -> None:
        """Add to the log of changes."""
        ...

    async def without_password(self) -> set[str]:
        """Ids of staff who cannot sign in yet."""
        ...

    async def set_password_hashes(self, hashes: Mapping[str, str]) -> None:
        """Keep new hashes by staff id."""
        ...


class Passwords(Protocol):
    """Hashes passwords."""

    async def hash_all(self, passwords: Mapping[str, str]) -> dict[str, str]:
        """Hashes by the same keys."""
        ...

    async def hash(self, password: str) -> str:
        """A new salted hash."""
        ...

    async def verify(self, password: str, stored: str | None) -> bool:
        """Whether it is the one; as slow for nobody as for somebody."""
        ...


class AnchorWork(Protocol):
    """One transaction on the anchors, which nobody else is at meanwhile."""

    async def last(self) -> Anchor | None:
        """The newest anchor; None before the first."""
        ...

    async def collect(self, day: date, span: Span) -> None:
        """Keep, for that day, the newest entries within the span that no anchor has covered yet."""
        ...

    def heads(self, day: date) -> AsyncIterator[Sequence[Head]]:
        """What was kept for a day, sorted by the bytes of the numbers, in parts."""
        ...

    async def write(self, anchor: Anchor, at: datetime, told: Envelope) -> None:
        """Write the anchor and the event that tells of it."""
        ...


class AnchorBook(Protocol):
    """Where anchors are kept."""

    def work(self) -> AbstractAsyncContextManager[AnchorWork | None]:
        """A transaction; None while another replica is at it."""
        ...


@dataclass(frozen=True, slots=True)
class Chain:
    """The stored trail of one task, by sequence; `version` is the task's, None for no such task."""

    number: str
    version: int | None
    links: Sequence[Link]


class TrailReading(Protocol):
    """The trail and its anchors at one moment, in parts."""

    async def size(self) -> int:
        """How many entries and anchored heads there are to read."""
        ...

    def chains(self) -> AsyncIterator[Sequence[Chain]]:
        """Every task that has entries, by number."""
        ...

    def without_trail(self) -> AsyncIterator[Sequence[str]]:
        """Numbers of tasks that have no entry at all, in order."""
        ...

    async def anchors(self) -> Sequence[Anchor]:
        """All of them, by day."""
        ...

    async def days_without_anchor(self) -> Sequence[date]:
        """Days that heads were kept for, and whose anchor is gone."""
        ...

    async def published(self) -> dict[date, bytes]:
        """The digests that went out as events, as far as the outbox still has them."""
        ...

    def heads(self, day: date) -> AsyncIterator[Sequence[tuple[Head, bytes | None]]]:
        """What an anchor stands for, sorted by the bytes of the numbers, each with its digest now."""
        ...
