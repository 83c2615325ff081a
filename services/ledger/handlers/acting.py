"""What every act on a task has in common: find it, see that nobody was quicker, act, write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.scope import may_see
from services.ledger.domain.task import Action, Actor, Task
from services.ledger.domain.trail import Doing, Facts, TrailEntry, entry
from services.ledger.handlers.ports import Subject, Work
from shared.events.envelope import Event, wrap

_NOTHING: Facts = {}


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
    """The task, locked. Raises `NoSuchTask`, or `ChangedMeanwhile` when its version is another."""
    subject = await work.locked(act.task_number)
    if subject is None:
        raise NoSuchTask(act.task_number)
    task = subject.task
    if task.version == act.expected_version and may_see(act.actor, task):
        return subject
    since = min(act.expected_version, task.version - 1)
    entries = await work.trail_after(task.number, since)
    if not may_see(act.actor, task) and not _was_theirs(entries, act.actor):
        raise NoSuchTask(act.task_number)
    raise ChangedMeanwhile(task, entries)


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
    event: Event,
    at: datetime,
    said: Facts = _NOTHING,
) -> None:
    """Write the new version with its trail entry and its event, in the work's transaction."""
    owner = before.owner_id if action in (Action.SIGN, Action.REPORT) else None
    stands_in_for = owner if owner != act.actor.staff_id else None
    doing = Doing(act.actor.staff_id, act.through, at, stands_in_for)
    told = wrap(
        event,
        source="ledger",
        time=at,
        version=after.version,
        correlation_id=act.correlation_id,
    )
    words = {**said, "note": act.note}
    await work.save(after, entry(action, before, after, doing, words), [told])
