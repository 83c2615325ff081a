"""Between rows of `tasks` and `trail` and their domain objects."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping

from services.ledger.adapters.tables import TASKS
from services.ledger.domain.task import Action, Result, State, Task
from services.ledger.domain.trail import TrailEntry

MACHINE_FIELDS = tuple(each.name for each in fields(Task) if each.name != "number")
"""Fields of the state machine, each a column of the same name."""
MACHINE_COLUMNS = [TASKS.c.task_number, *(TASKS.c[name] for name in MACHINE_FIELDS)]


def task_of(row: RowMapping) -> Task:
    """The state machine's view of a row."""
    values: dict[str, Any] = {name: row[name] for name in MACHINE_FIELDS}
    values["state"] = State(row["state"])
    values["result"] = Result(row["result"]) if row["result"] else None
    return Task(number=row["task_number"], **values)


def values_of(task: Task) -> Mapping[str, Any]:
    """The columns an action may change."""
    return {name: getattr(task, name) for name in MACHINE_FIELDS if name != "wants_reply"}


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
