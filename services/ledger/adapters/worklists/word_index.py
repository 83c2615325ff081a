"""Reads the words of tasks that were registered, some hundreds a transaction, for search and likeness."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.domain.worklists.grams import grams
from services.ledger.domain.worklists.likeness import print_of, sketch
from shared.database import execute, transaction

AT_ONCE = 100
"""Tasks read in one transaction: some tens of milliseconds."""

_TAKE = """
DELETE FROM words_waiting WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM words_waiting LIMIT $1 FOR UPDATE SKIP LOCKED
)) RETURNING task_number
"""
_READ = """
SELECT task_number, registered_at, title, content FROM tasks
WHERE task_number = ANY($1::text[])
AND NOT EXISTS (SELECT FROM task_words w WHERE w.task_number = tasks.task_number)
ORDER BY registered_at, task_number
"""
_COLUMNS = ("task_number", "registered_at", "digits", "print", "sketch", "grams")


class WordIndex:
    """Replicas share the work: what one has taken, another passes over."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def __call__(self) -> int:
        """Read everything that waits. Returns how many tasks that were.

        Repeatable: a task whose words are known keeps them.
        """
        read = 0
        while count := await self.some():
            read += count
        return read

    async def some(self) -> int:
        """One set of at most `AT_ONCE`; 0 when nothing waits, or others are at it."""
        async with transaction(self._engine) as connection:
            numbers = list((await execute(connection, _TAKE, AT_ONCE)).scalars())
            if numbers:
                found = (await execute(connection, _READ, sorted(set(numbers)))).all()
                await _write(connection, await asyncio.to_thread(_rows, found))
        return len(numbers)


def _rows(found: Sequence[Any]) -> list[tuple[Any, ...]]:
    """In a thread: pages are answered meanwhile."""
    return [_row(*each) for each in found]


def _row(number: str, registered_at: object, title: str, content: str) -> tuple[Any, ...]:
    return (
        number,
        registered_at,
        number.replace("-", ""),
        print_of(title, content),
        sketch(title),
        sorted(grams(f"{title}\n{content}")),
    )


async def _write(connection: AsyncConnection, rows: Sequence[tuple[Any, ...]]) -> None:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await driver.copy_records_to_table("task_words", columns=_COLUMNS, records=rows)
