"""What the handlers need of the world outside; adapters and transports fit these."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifier.domain.call import Call
from services.notifier.domain.message import Message
from services.notifier.domain.next_step import Means, Step
from services.notifier.domain.notice import Notice, Person
from services.notifier.domain.outcome import Outcome


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as of one version of the directory."""

    person: Person
    roles: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit as of one version of the directory."""

    unit_code: str
    name_zh: str
    name_en: str
    active: bool
    version: int


@dataclass(slots=True)
class TaskCopy:
    """What a batch told of a task; a part whose version is 0 was not told of."""

    task_number: str
    title: str | None = None
    unit_code: str | None = None
    assist_units: tuple[str, ...] = ()
    dispatched_version: int = 0
    due_at: datetime | None = None
    due_version: int = 0
    owner_id: str | None = None
    owner_version: int = 0


class Directory(Protocol):
    """Own copies of what ledger lists. A lower version than the one kept changes nothing."""

    async def keep_staff(
        self, connection: AsyncConnection, people: Sequence[ListedPerson]
    ) -> None: ...

    async def keep_units(
        self, connection: AsyncConnection, units: Sequence[ListedUnit]
    ) -> None: ...

    async def keep_tasks(self, connection: AsyncConnection, tasks: Sequence[TaskCopy]) -> None: ...

    async def keep_recusals(
        self, connection: AsyncConnection, recusals: Sequence[tuple[str, str]]
    ) -> None: ...


class Plans(Protocol):
    """Calls become notices to everybody they name; a call that names nobody yet is kept."""

    async def plan(self, connection: AsyncConnection, calls: Sequence[Call]) -> int: ...

    async def answer_calls(self, connection: AsyncConnection) -> int: ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter taken up for an attempt that starts at once, and the means of that attempt.

    It has one notice, or several of one kind to one recipient, the oldest first. `letter_id` is the id
    of the first one it ever had, at every attempt.
    """

    letter_id: uuid.UUID
    notices: tuple[Notice, ...]
    means: Means

    @property
    def notice(self) -> Notice:
        """The first: recipient, reason, tries and means are the same for all."""
        return self.notices[0]


@dataclass(frozen=True, slots=True)
class Result:
    """A finished attempt: what was answered, and what it leads to."""

    claim: Claim
    outcome: Outcome
    step: Step
    ended_at: datetime


ChooseMeans = Callable[[Notice], Means]


class Deliveries(Protocol):
    """Notices being delivered; each method is a transaction of its own."""

    async def claim(self, limit: int, choose: ChooseMeans) -> list[Claim]: ...

    async def record(self, results: Sequence[Result]) -> int: ...

    async def renew(self, notice_ids: Sequence[uuid.UUID]) -> None: ...

    async def bury(self, after_death: Callable[[str], Step]) -> int: ...


class Transport(Protocol):
    """A way out, as `transports/transport.py` describes it."""

    @property
    def name(self) -> str: ...

    @property
    def repeatable(self) -> bool: ...

    async def deliver(self, message: Message) -> Outcome: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How many notices are in the states that are not at rest, and how late the latest one is."""

    pending: int
    sending: int
    failed: int
    uncertain: int
    nobody: int
    due_for_seconds: float


Compose = Callable[[Notice], Message]
ComposeLetter = Callable[[uuid.UUID, Sequence[Notice]], Message]
Wake = Callable[[], None]
Transports = Mapping[str, Transport]


@dataclass(frozen=True, slots=True)
class Timing:
    """How the deliverer works."""

    in_flight: int = 16
    lease: timedelta = timedelta(seconds=30)
    grace: timedelta = timedelta(seconds=10)
