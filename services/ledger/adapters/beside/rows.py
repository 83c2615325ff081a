"""Between rows and the entries of the ledgers beside the spine."""

from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import RowMapping

from services.ledger.adapters.task_rows import task_of as machine_of
from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.plain import kinds_of, rebuilt
from services.ledger.handlers.beside.ports import Happened, TaskSeen

E = TypeVar("E", bound=Entry)


def entry_of(kind: type[E], row: RowMapping) -> E:
    """The entry a row holds; every field has a column of its name."""
    record: type = kind
    kinds = kinds_of(record)
    return kind(**{each.name: rebuilt(kinds[each.name], row[each.name]) for each in fields(kind)})


def values_of(entry: Entry) -> dict[str, Any]:
    """The row that holds an entry."""
    return {each.name: _stored(getattr(entry, each.name)) for each in fields(entry)}


def happened_of(row: RowMapping) -> Happened:
    """A row of the history."""
    return Happened(**{each.name: row[each.name] for each in fields(Happened)})


def task_of(row: RowMapping) -> TaskSeen:
    """A row of the tasks."""
    return TaskSeen(machine_of(row), row["title"])


def _stored(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
