"""What working with rules and calendars needs from outside, as the handlers see it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.domain.deadline_rules import DeadlineRule
from services.ledger.domain.deadlines.calendar_document import CalendarDocument
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.limits import Limit
from services.ledger.domain.task import Task
from services.ledger.domain.trail import TrailEntry
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.ports import Subject
from shared.events.envelope import Envelope


class Rulebooks(Protocol):
    """The rulebook at hand, read again only when its version has changed."""

    @property
    def latest(self) -> Rulebook:
        """As last read by anybody in this process: good enough to show a light by."""
        ...

    async def current(self, connection: AsyncConnection | None = None) -> Rulebook:
        """As committed now. Through a connection: nobody changes it until that transaction ends."""
        ...

    async def calendar(self, version: str | None) -> WorkingCalendar:
        """The calendar of a version, however old; the one last read for a version that is not known."""
        ...


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, and when."""

    who: str
    at: datetime


class RulebookStore(Protocol):
    """Where rules, limits and calendars are kept, in one transaction."""

    async def read(self) -> Rulebook:
        """The rulebook as it is in this transaction."""
        ...

    async def lock(self) -> Rulebook:
        """The rulebook; nobody else changes it, and nobody works by it, until the transaction ends."""
        ...

    async def document(self) -> CalendarDocument:
        """The present calendar's document."""
        ...

    async def keep_rules(self, rules: Sequence[DeadlineRule], by: By) -> None:
        """Keep new revisions and the order of all rules."""
        ...

    async def keep_limits(self, limits: Sequence[Limit], by: By) -> None:
        """Keep new revisions."""
        ...

    async def keep_calendar(self, document: CalendarDocument, version: str, by: By) -> None:
        """Keep a version of the calendar and make it the present one."""
        ...

    async def next_version(self, reason: str, by: By) -> int:
        """Everybody reads again; open tasks are to be looked at. Returns the rulebook's version."""
        ...


@dataclass(frozen=True, slots=True)
class CalendarVersion:
    """A calendar that was loaded once. `number` counts from 1."""

    version: str
    number: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class PastRun:
    """A recomputation, under way while `ended_at` is None."""

    number: int
    reason: str
    begun_at: datetime
    begun_by: str
    looked_at: int
    moved: int
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a rule, and who made it."""

    rule: DeadlineRule
    changed_at: datetime
    changed_by: str


class DeadlineHistory(Protocol):
    """What was changed when, and by whom."""

    async def calendars(self) -> Sequence[CalendarVersion]:
        """Newest first."""
        ...

    async def document(self, version: str) -> CalendarDocument | None:
        """A calendar as it was loaded; None for a version that is not known."""
        ...

    async def runs(self, count: int) -> Sequence[PastRun]:
        """The newest recomputations first."""
        ...

    async def revisions(self, code: str) -> Sequence[Revision]:
        """Of one rule, newest first; empty for a rule there never was."""
        ...


class OpenTasks(Protocol):
    """Tasks whose due date a change can move, as they are, in bounded parts."""

    def parts(self) -> AsyncIterator[Sequence[Task]]:
        """All of them, by number."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """A recomputation that has begun. `reached` is the number looked at last, "" at first."""

    number: int
    reason: str
    reached: str
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Move:
    """A task whose date moved, with all that is written for it."""

    task: Task
    entry: TrailEntry
    envelope: Envelope


class RecomputingWork(Protocol):
    """One transaction of a recomputation, which no other replica is at meanwhile."""

    run: Run

    async def next(self, count: int) -> Sequence[Subject]:
        """The next open tasks by number, locked; fewer than `count` when it comes to the end."""
        ...

    async def write(self, moves: Sequence[Move]) -> None:
        """Write them as sets."""
        ...

    async def reached(self, number: str, looked_at: int, moved: int) -> None:
        """Remember how far it is."""
        ...

    async def end(self, at: datetime) -> None:
        """It is done."""
        ...


class Recomputing(Protocol):
    """Where recomputations are kept."""

    def work(self) -> AbstractAsyncContextManager[RecomputingWork | None]:
        """A transaction; None when there is nothing to do, or another replica does it."""
        ...
