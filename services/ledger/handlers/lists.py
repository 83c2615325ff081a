"""Lists of tasks as the desk and the API ask for them, without saying how they are found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from services.ledger.domain.scope import Scope
from services.ledger.domain.states import TO_VERIFY, TRAY, WITH_UNIT
from services.ledger.domain.task import CLOCK_RUNS, Actor, State, Supervision, Task
from services.ledger.domain.trail import TrailEntry
from services.ledger.domain.triage import can_be_followed

PAGE_SIZE = 40
"""Tasks of a page: with more, a page of long titles is larger than 50 KB."""
MOST_COUNTED = 1000
"""Counts go no further: “1,000+” says as much, and costs the same however many there are."""


class Order(StrEnum):
    """By what a list is sorted; the task number settles ties."""

    DUE = "due_at"
    WAITING = "registered_at"
    REPORTED = "reported_at"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a list goes on: the sort value and number of the last task shown."""

    at: datetime
    number: str


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks, in which order; an empty condition admits all.

    `words` are looked for in title, content, number and the unit's name. Due before `overdue_at`, and
    at `due_from` or later.
    """

    states: frozenset[State] = frozenset()
    unit_code: str | None = None
    owner_id: str | None = None
    category_codes: frozenset[str] = frozenset()
    district_code: str | None = None
    overdue_at: datetime | None = None
    due_from: datetime | None = None
    supervised: bool = False
    level: Supervision | None = None
    words: str = ""
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task as a list shows it."""

    task: Task
    title: str
    nature: str
    channel: str
    category_code: str | None
    district_code: str | None
    service_item_code: str | None
    confidential: bool
    received_at: datetime
    registered_at: datetime
    content: str = ""
    """Only where words were looked for."""


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Part of a list; `next` is where it goes on, None at the end."""

    tasks: Sequence[ListedTask]
    next: Cursor | None = None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it was given."""

    sequence: int
    result: str
    public_reply: str
    measures: tuple[str, ...]
    note: str
    reported_by: str
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class WholeTask:
    """A task with everything known of it; the trail oldest first."""

    listed: ListedTask
    content: str
    has_contact: bool
    occurred_at: datetime | None
    trail: Sequence[TrailEntry]
    reports: Sequence[StoredReport]


@dataclass(frozen=True, slots=True)
class Alike:
    """Tasks that may be the same matter, newest first: word for word, or with nearly the same title.

    `same_person`: what came from the same telephone, whatever it is about; confidential tasks are left out.
    """

    same: Sequence[ListedTask] = ()
    similar: Sequence[ListedTask] = ()
    same_person: Sequence[ListedTask] = ()

    @property
    def masters(self) -> Sequence[ListedTask]:
        """What a task could be merged into, the likeliest first."""
        found = {each.task.number: each for each in (*self.same, *self.similar, *self.same_person)}
        return [each for each in found.values() if can_be_followed(each.task)]


class TaskQueries(Protocol):
    """Reads tasks. Nothing outside the scope is ever found or counted."""

    async def page(
        self, scope: Scope, wanted: TaskFilter, after: Cursor | None = None, limit: int = PAGE_SIZE
    ) -> TaskPage:
        """One page of a list."""
        ...

    async def counts(self, scope: Scope, filters: Sequence[TaskFilter]) -> list[int]:
        """How many tasks each filter admits, in order; one more than `MOST_COUNTED` for more than that."""
        ...

    async def whole(self, scope: Scope, number: str) -> WholeTask | None:
        """One task; None when there is none within the scope."""
        ...

    async def alike(self, scope: Scope, number: str, since: datetime) -> Alike:
        """What says the same as a task, or nearly, and was registered since then; who said it, ever."""
        ...


class Tab(StrEnum):
    """The desk's standing lists."""

    MINE = "mine"
    TRAY = "tray"
    AUDIT = "audit"
    REQUESTS = "requests"
    UNIT = "unit"
    OVERDUE = "overdue"
    SUPERVISION = "supervision"
    ALL = "all"


_ASKED = frozenset({State.RETURN_PENDING, State.EXTENSION_PENDING})
_STANDING = {
    Tab.MINE: TaskFilter(states=WITH_UNIT, order=Order.DUE),
    Tab.TRAY: TaskFilter(states=TRAY, order=Order.WAITING),
    Tab.AUDIT: TaskFilter(states=TO_VERIFY, order=Order.REPORTED),
    Tab.REQUESTS: TaskFilter(states=_ASKED, order=Order.DUE),
    Tab.UNIT: TaskFilter(states=WITH_UNIT | TO_VERIFY, order=Order.DUE),
    Tab.OVERDUE: TaskFilter(states=CLOCK_RUNS, order=Order.DUE),
    Tab.SUPERVISION: TaskFilter(states=CLOCK_RUNS, supervised=True, order=Order.DUE),
    Tab.ALL: TaskFilter(),
}


def filter_of(tab: Tab, actor: Actor, now: datetime) -> TaskFilter:
    """What a tab shows to an actor at a moment."""
    standing = _STANDING[tab]
    if tab is Tab.MINE:
        return replace(standing, owner_id=actor.staff_id)
    if tab is Tab.UNIT:
        return replace(standing, unit_code=actor.unit_code)
    if tab is Tab.OVERDUE:
        return replace(standing, overdue_at=now)
    return standing


def tabs_for(actor: Actor) -> list[Tab]:
    """The tabs an actor has, the one to land on first."""
    tabs: list[Tab] = []
    if actor.has("dispatcher"):
        tabs += [Tab.TRAY, Tab.AUDIT]
    if actor.has("owner"):
        tabs.append(Tab.MINE)
    if actor.unit_code and actor.has("owner", "unit_head"):
        tabs.append(Tab.UNIT)
    tabs.append(Tab.OVERDUE)
    if actor.has("supervisor", "auditor", "unit_head"):
        tabs.append(Tab.SUPERVISION)
    if actor.has("dispatcher", "supervisor", "unit_head"):
        tabs.append(Tab.REQUESTS)
    if actor.has("supervisor", "auditor") and Tab.TRAY not in tabs:
        tabs += [Tab.AUDIT, Tab.TRAY]
    return [*tabs, Tab.ALL]
