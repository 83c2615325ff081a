"""What every act on an entry has in common: find it, see that nobody was quicker, write it down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from services.ledger.domain.actor import Actor
from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.beside.refusing import Guard, NotAllowed
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.scope import may_see
from services.ledger.handlers.beside.ports import Happened, TaskSeen, Work
from shared.events.envelope import Envelope, Event, wrap

E = TypeVar("E", bound=Entry)


class NoSuchEntry(Exception):
    """There is no entry of that number."""


class EntryChanged(Exception):
    """Somebody else acted since the actor looked; `happened` says who did what, oldest first."""

    def __init__(self, happened: Sequence[Happened]) -> None:
        super().__init__(f"{len(happened)} acts since")
        self.happened = happened


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, through what, on which entry as seen at which version; both 0 where one is entered."""

    actor: Actor
    organisation: Organisation
    through: str
    number: int = 0
    expected_version: int = 0
    correlation_id: str = ""


async def find(work: Work[E], act: Act, harmless: Collection[str] = ()) -> E:
    """The entry, locked. What is `harmless` may have been done meanwhile.

    Raises: NoSuchEntry, EntryChanged.
    """
    entry = await work.locked(act.number)
    if entry is None:
        raise NoSuchEntry(str(act.number))
    if entry.version != act.expected_version:
        happened = await work.happened(act.number, min(act.expected_version, entry.version - 1))
        if any(each.action not in harmless for each in happened):
            raise EntryChanged(happened)
    return entry


async def enter(
    work: Work[E], act: Act, entry: E, events: Sequence[Event], at: datetime, words: str = ""
) -> None:
    """Write a new entry with its history and its events, in the work's transaction."""
    happened = _happened(act, entry, "enter", at, words)
    await work.add(entry, happened, [_told(event, entry, act, at) for event in events])


async def write(
    work: Work[E],
    act: Act,
    action: str,
    entry: E,
    events: Sequence[Event],
    at: datetime,
    words: str = "",
) -> None:
    """Write the next version with its history and its events, in the work's transaction."""
    happened = _happened(act, entry, action, at, words)
    await work.save(entry, happened, [_told(event, entry, act, at) for event in events])


async def known_tasks(work: Work[E], act: Act, numbers: Sequence[str]) -> list[TaskSeen]:
    """The tasks, all of which the actor may see. Raises `NotAllowed` where one is not."""
    found = [each for each in await work.tasks(numbers) if may_see(act.actor, each.task)]
    if {each.task.number for each in found} != set(numbers):
        raise NotAllowed(Guard.TASK_IS_KNOWN)
    return found


async def known_item(work: Work[E], code: str | None) -> None:
    """Raise `NotAllowed` for the code of a service item there is not."""
    if code is not None and not await work.item_exists(code):
        raise NotAllowed(Guard.ITEM_IS_KNOWN)


def known_unit(act: Act, unit_code: str | None) -> None:
    """Raise `NotAllowed` unless the unit is one that is active."""
    unit = act.organisation.unit_by_code.get(unit_code or "")
    if unit is None or not unit.active:
        raise NotAllowed(Guard.UNIT_IS_KNOWN)


def _happened(act: Act, entry: Entry, action: str, at: datetime, words: str) -> Happened:
    return Happened(
        entry.number, entry.version, at, act.actor.staff_id, act.through, action, words.strip()
    )


def _told(event: Event, entry: Entry, act: Act, at: datetime) -> Envelope:
    return wrap(
        event,
        source="ledger",
        time=at,
        version=entry.version,
        correlation_id=act.correlation_id,
    )
