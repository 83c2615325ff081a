"""What firing needs from outside, as the handler sees it."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.ledger.domain.task import Task
from services.ledger.domain.timers.alarms import Alarm
from services.ledger.domain.timers.ladder import HalfTime, Rung
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.ports import Subject
from shared.events.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Ripe:
    """A task the clock calls about, locked. `key` is the alarm's, `about` the due date or the request."""

    subject: Subject
    key: str
    about: datetime


@dataclass(frozen=True, slots=True)
class Fired:
    """A task's new version with its trail entry and its event."""

    task: Task
    entry: TrailEntry
    envelope: Envelope


class TimerWork(Protocol):
    """One transaction on the timers. What others have in hand at the moment is passed over."""

    async def claim(self, rungs: Sequence[Rung], limit: int) -> list[Ripe]:
        """Tasks on the rungs that have not been told, the longest due first; recorded as told."""
        ...

    async def claim_half(self, half: HalfTime, limit: int) -> list[Ripe]:
        """Tasks half of whose time is over; recorded as told."""
        ...

    async def claim_step(self, alarm: Alarm, now: datetime, limit: int) -> list[Ripe]:
        """Tasks whose step was not taken by its moment; recorded as told."""
        ...

    async def claim_returns(self, asked_before: datetime, limit: int) -> list[Ripe]:
        """Tasks whose request to return has waited since before that moment; recorded as told."""
        ...

    async def write(self, fired: Sequence[Fired]) -> None:
        """Write the new versions, the trail and the events, as sets."""
        ...


class TimerBook(Protocol):
    """Where firings are kept."""

    async def begun_at(self) -> datetime:
        """When the clock of this installation first looked: now, if it never did."""
        ...

    def work(self) -> AbstractAsyncContextManager[TimerWork]:
        """A transaction: committed when the block ends, undone if it raises."""
        ...
