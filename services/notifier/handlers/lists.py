"""What officers are shown of notices, and what they may ask for."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from services.notifier.domain.notice import Notice, State
from shared.language import Text


class Tab(StrEnum):
    """The lists, the one that needs somebody most first."""

    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NOBODY = "nobody"
    WAITING = "waiting"
    DELIVERED = "delivered"

    @property
    def states(self) -> tuple[State, ...]:
        """The states of its notices; none for calls that name nobody yet."""
        return _STATES.get(self, ())


_STATES = {
    Tab.FAILED: (State.FAILED,),
    Tab.UNCERTAIN: (State.UNCERTAIN,),
    Tab.WAITING: (State.PENDING, State.SENDING),
    Tab.DELIVERED: (State.DELIVERED,),
}


class Reader(NamedTuple):
    """Limited to a unit, None: the whole city; and never what is about a task they keep out of."""

    unit: str | None
    staff_id: str


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """Which notices; what is None or empty does not narrow."""

    unit: str | None = None
    reason: str | None = None
    recipient: str | None = None
    task: str | None = None
    words: str = ""
    """Part of a name, a staff id, or the beginning of a task's number."""


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """A notice as a line of a list."""

    id: uuid.UUID
    recipient_id: str
    recipient_name: str
    unit_code: str | None
    unit_name: Text
    reason: str
    audience: str
    task_number: str
    occurrence: int
    title: str
    state: State
    transport: str | None
    attempts: int
    next_attempt_at: datetime
    last_words: str | None
    created_at: datetime
    changed_at: datetime
    letter_id: uuid.UUID | None = None
    """The letter it travelled in; None before it was tried. Others may have travelled in it too."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt; without an answer it is under way, or its worker died in it."""

    number: int
    transport: str
    asked_by: str | None
    """The name of the officer who sent it again; None when the service tried by itself."""
    started_at: datetime
    ended_at: datetime | None
    answer: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class WholeNotice:
    """Everything about one notice. `notice` is what its words are made from."""

    listed: ListedNotice
    notice: Notice
    attempts: Sequence[Attempt]
    exhausted: Sequence[str]
    together: Sequence[tuple[uuid.UUID, str]] = ()
    """Other notices in its letter, by id and task number, the oldest first; only those one may see."""


@dataclass(frozen=True, slots=True)
class ListedCall:
    """Somebody should be told, and nobody is known who that is."""

    task_number: str
    title: str
    reason: str
    audience: str
    unit_name: Text
    owner_id: str | None
    called_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list of all notices, the newest first."""

    created_at: datetime
    id: uuid.UUID


class Reading(Protocol):
    """Reads for pages and programs, nothing but what the reader may see."""

    async def counts(self, reader: Reader, asked: NoticeFilter) -> Mapping[Tab, int]: ...

    async def page(
        self, reader: Reader, tab: Tab, asked: NoticeFilter, limit: int, offset: int
    ) -> list[ListedNotice]: ...

    async def calls(self, reader: Reader, limit: int, offset: int) -> list[ListedCall]: ...

    async def after(
        self,
        reader: Reader,
        states: Sequence[State],
        asked: NoticeFilter,
        place: Place | None,
        limit: int,
    ) -> list[ListedNotice]: ...

    async def whole(self, reader: Reader, notice_id: uuid.UUID) -> WholeNotice | None: ...

    async def units(self) -> list[tuple[str, Text]]: ...


class Resending(Protocol):
    """Puts notices back in line, and says how many of them were of the states given."""

    async def send_again(
        self, notice_ids: Sequence[uuid.UUID], states: Sequence[State], asked_by: str
    ) -> int: ...

    async def send_all_failed_again(self, asked: NoticeFilter, asked_by: str) -> int: ...
