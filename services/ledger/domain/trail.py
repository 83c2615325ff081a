"""The trail 痕迹: one entry for each version of a task, saying who did what and what it changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from services.ledger.domain.task import Action, Task

Facts = Mapping[str, object]

NOT_TRACED = frozenset({"number", "version", "wants_reply"})
"""Fields of a task that say nothing about an action."""
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
    return TrailEntry(
        task_number=after.number,
        sequence=after.version,
        at=doing.at,
        actor=doing.actor,
        on_behalf_of=doing.on_behalf_of,
        through=doing.through,
        action=action,
        before=was,
        after=became | {name: value for name, value in words.items() if value},
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
    for each in fields(Task):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old != new and each.name not in NOT_TRACED:
            was[each.name], became[each.name] = plain(old), plain(new)
    return was, became


def plain(value: object) -> object:
    """A value as JSON keeps it."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
