"""The trail 痕迹: one entry for each version of a task, saying who did what and what it changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from services.ledger.domain.plain import kinds_of, plain, rebuilt
from services.ledger.domain.task import Action, Task

Facts = Mapping[str, object]

NOT_TRACED = frozenset(
    {"number", "version", "wants_reply", "has_contact", "confidential", "category_code"}
)
"""Fields of a task that say nothing about an action."""
_TRACED = tuple(each.name for each in fields(Task) if each.name not in NOT_TRACED)
_NOTHING: Facts = {}


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """What happened to a task once. `sequence` is the task's version after it."""

    task_number: str
    sequence: int
    at: datetime
    actor: str
    on_behalf_of: str | None
    through: str
    action: Action
    before: Facts
    after: Facts


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts and through what; `on_behalf_of` names the owner somebody else stands in for."""

    actor: str
    through: str
    at: datetime
    on_behalf_of: str | None = None


def entry(
    action: Action, before: Task, after: Task, doing: Doing, words: Facts = _NOTHING
) -> TrailEntry:
    """The entry for one action; `words` are what was said with it (a note, a reply)."""
    was, became = changes(before, after)
    said = {name: value for name, value in words.items() if value}
    return TrailEntry(
        task_number=after.number,
        sequence=after.version,
        at=doing.at,
        actor=doing.actor,
        on_behalf_of=doing.on_behalf_of,
        through=doing.through,
        action=action,
        before=was,
        after=said | became,
    )


def first_entry(task: Task, doing: Doing) -> TrailEntry:
    """The entry of a task's registration."""
    return TrailEntry(
        task_number=task.number,
        sequence=task.version,
        at=doing.at,
        actor=doing.actor,
        on_behalf_of=None,
        through=doing.through,
        action=Action.REGISTER,
        before=_NOTHING,
        after={"state": task.state},
    )


def changes(before: Task, after: Task) -> tuple[dict[str, object], dict[str, object]]:
    """Traced fields that differ, as they were and as they became; moments as ISO 8601 in UTC."""
    was: dict[str, object] = {}
    became: dict[str, object] = {}
    for name in _TRACED:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            was[name], became[name] = plain(old), plain(new)
    return was, became


def fold(registered: Task, trail: Iterable[TrailEntry]) -> Task:
    """The task that its trail tells of; `registered` says only what no entry does. Oldest first."""
    kinds = kinds_of(Task)
    task = registered
    for each in trail:
        became = {
            name: rebuilt(kinds[name], value)
            for name, value in each.after.items()
            if name in _TRACED
        }
        task = replace(task, version=each.sequence, **became)
    return task
