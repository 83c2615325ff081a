"""What every act on a task has in common: find it, see that nobody was quicker, act, write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.scope import may_see
from services.ledger.domain.task import Action, Actor, Task
from services.ledger.domain.trail import Doing, Facts, TrailEntry, entry
from services.ledger.handlers.ports import Ledger, Subject, Work
from shared.clock import Clock
from shared.events.envelope import Event, wrap

_NOTHING: Facts = {}
_THE_OWNERS = frozenset(
    {Action.SIGN, Action.REPORT, Action.ASK_RETURN, Action.ASK_EXTENSION, Action.DEFER}
)
"""Acts of the owner: whoever else does them stands in."""


class NoSuchTask(Exception):
    """There is no task of that number, or none the actor may know of."""


class ChangedMeanwhile(Exception):
    """Somebody else acted since the actor looked; `entries` say who did what, oldest first."""

    def __init__(self, task: Task, entries: Sequence[TrailEntry]) -> None:
        super().__init__(f"{task.number} is at version {task.version}")
        self.task, self.entries = task, entries


@dataclass(frozen=True, slots=True)
class Act:
    """What every command says: on which task, as seen at which version, by whom, through what."""

    task_number: str
    expected_version: int
    actor: Actor
    through: str
    correlation_id: str = ""
    note: str = ""


async def find(work: Work, act: Act) -> Subject:
    """The task, locked. Raises `NoSuchTask`, `Refused` to whoever keeps out of it, `ChangedMeanwhile`."""
    subject = await work.locked(act.task_number)
    if subject is None:
        raise NoSuchTask(act.task_number)
    task = subject.task
    demand(Guard.ACTOR_IS_NOT_RECUSED, act.actor.staff_id not in task.recused)
    if task.version == act.expected_version and may_see(act.actor, task):
        return subject
    since = min(act.expected_version, task.version - 1)
    entries = await work.trail_after(task.number, since)
    if act.expected_version < task.version and _only_the_clock(entries, act.actor, task):
        return subject
    if not may_see(act.actor, task) and not _was_theirs(entries, act.actor):
        raise NoSuchTask(act.task_number)
    raise ChangedMeanwhile(task, entries)


def _only_the_clock(entries: Sequence[TrailEntry], actor: Actor, task: Task) -> bool:
    """A reminder is nobody's work that could be lost; who had a form open meanwhile goes on."""
    return may_see(actor, task) and all(entry.action is Action.ALERT for entry in entries)


def _was_theirs(entries: Sequence[TrailEntry], actor: Actor) -> bool:
    """Whether the task has just been taken away from the actor's unit."""
    return any(
        actor.unit_code and entry.before.get("unit_code") == actor.unit_code for entry in entries
    )


async def write(
    work: Work,
    act: Act,
    action: Action,
    before: Task,
    after: Task,
    events: Sequence[Event],
    at: datetime,
    said: Facts = _NOTHING,
) -> None:
    """Write the new version with its trail entry and its events, in the work's transaction."""
    owner = before.owner_id if action in _THE_OWNERS else None
    stands_in_for = owner if owner != act.actor.staff_id else None
    doing = Doing(act.actor.staff_id, act.through, at, stands_in_for)
    told = [
        wrap(
            event,
            source="ledger",
            time=at,
            version=after.version,
            correlation_id=act.correlation_id,
        )
        for event in events
    ]
    words = {**said, "note": act.note}
    await work.save(after, entry(action, before, after, doing, words), told)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act makes of a task: the task then, what others are told, what was said with it."""

    task: Task
    events: Sequence[Event] = ()
    said: Facts = field(default_factory=dict)


Deciding = Callable[[Subject, datetime], Done]


async def carry_out(
    ledger: Ledger, clock: Clock, act: Act, action: Action, decide: Deciding
) -> Task:
    """Find the task, decide, write; the task as it is then.

    Raises: NoSuchTask, ChangedMeanwhile, and what `decide` raises.
    """
    async with ledger.work() as work:
        subject = await find(work, act)
        now = clock.now()
        done = decide(subject, now)
        await write(work, act, action, subject.task, done.task, done.events, now, done.said)
    return done.task


def about(subject: Subject, unit_code: str | None) -> dict[str, Any]:
    """What every task event says."""
    return {
        "task_number": subject.task.number,
        "complaint_number": subject.complaint_number,
        "unit_code": unit_code,
    }
