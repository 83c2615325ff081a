"""Between rows of `tasks` and `trail` and their domain objects."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import RowMapping

from services.ledger.adapters.tables import TASKS
from services.ledger.domain.plain import kinds_of, plain, rebuilt
from services.ledger.domain.task import Action, Task
from services.ledger.domain.trail import TrailEntry

MACHINE_FIELDS = tuple(each.name for each in fields(Task) if each.name != "number")
"""Fields of the state machine, each a column of the same name."""
MACHINE_COLUMNS = [TASKS.c.task_number, *(TASKS.c[name] for name in MACHINE_FIELDS)]
_KINDS = {name: kinds_of(Task)[name] for name in MACHINE_FIELDS}
_AS_THEY_ARE = frozenset({str, int, bool, datetime})
_TRANSLATED = frozenset(
    name for name, kind in _KINDS.items() if (get_args(kind) or (kind,))[0] not in _AS_THEY_ARE
)
"""Fields that are more than the database's own values: enumerations and lists of records."""
_LISTS = frozenset(each.name for each in fields(Task) if each.default == ())
_SAID_BY_INTAKE = frozenset(
    {"wants_reply", "has_contact", "confidential", "category_code", "urgency"}
)


def task_of(row: RowMapping) -> Task:
    """The state machine's view of a row."""
    values: dict[str, Any] = {name: row[name] for name in MACHINE_FIELDS}
    for name in _TRANSLATED:
        if values[name] is not None:
            values[name] = rebuilt(_KINDS[name], values[name])
    for name in _LISTS:
        values[name] = tuple(values[name] or ())
    return Task(number=row["task_number"], **values)


def values_of(task: Task) -> Mapping[str, Any]:
    """The columns an action may change; an empty list is NULL."""
    values = {name: getattr(task, name) for name in MACHINE_FIELDS if name not in _SAID_BY_INTAKE}
    return values | {name: plain(values[name]) or None for name in _LISTS}


def entry_of(row: RowMapping) -> TrailEntry:
    """A row of the trail."""
    return TrailEntry(
        task_number=row["task_number"],
        sequence=row["sequence"],
        at=row["at"],
        actor=row["actor"],
        on_behalf_of=row["on_behalf_of"],
        through=row["through"],
        action=Action(row["action"]),
        before=row["before"],
        after=row["after"],
    )
