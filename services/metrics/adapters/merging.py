"""Statements that join rows to what is stored: the same rules as `domain/case_facts.py`, in SQL.

One statement takes a whole batch (`unnest`), rows in the order of their keys, so that two replicas
which meet on the same cases wait for one another instead of deadlocking.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database import execute

Row = tuple[Any, ...]
DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Register:
    """Columns that change together, when the guarding column is higher than the stored one."""

    guard: str
    columns: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The guard, then the columns."""
        return (self.guard, *self.columns)

    def assignments(self) -> list[str]:
        """`column = CASE …` for the guard and each of the columns."""
        newer = f"excluded.{self.guard} > kept.{self.guard}"
        return [
            f"{name} = CASE WHEN {newer} THEN excluded.{name} ELSE kept.{name} END"
            for name in self.names
        ]


class Merge:
    """How rows of a table with one key column are joined to it.

    A row's values come in this order: the key, each register's guard and columns, the earliest.
    """

    def __init__(
        self, table: Table, registers: Sequence[Register], earliest: Sequence[str] = ()
    ) -> None:
        key = next(iter(table.primary_key)).name
        columns = [key, *(name for each in registers for name in each.names), *earliest]
        changes = [line for register in registers for line in register.assignments()]
        changes += [f"{name} = least(kept.{name}, excluded.{name})" for name in earliest]
        self.statement = (
            f"INSERT INTO {table.name} AS kept ({', '.join(columns)})\n"
            f"SELECT * FROM unnest({arrays(table, columns)})\n"
            f"ON CONFLICT ({key}) DO UPDATE SET\n  " + ",\n  ".join(changes)
        )

    async def run(self, connection: AsyncConnection, rows: Iterable[Row]) -> None:
        """Join the rows; at most one a key. Does nothing for no rows."""
        if ordered := sorted(rows, key=itemgetter(0)):
            values = [list(column) for column in zip(*ordered, strict=True)]
            await execute(connection, self.statement, *values)


def arrays(table: Table, columns: Sequence[str]) -> str:
    """The parameters, each an array of its column's type: `$1::TEXT[], $2::INTEGER[]`."""
    types = [table.c[name].type.compile(dialect=DIALECT) for name in columns]
    return ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(types, 1))
