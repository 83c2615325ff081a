"""Finds tasks: pages by keyset, counts of several lists in one query, one task with its trail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.tables import REPORTS, TASKS
from services.ledger.adapters.task_listing import (
    WHOLE_COLUMNS,
    listed_of,
    report_of,
    whole_of,
)
from services.ledger.adapters.task_rows import entry_of
from services.ledger.adapters.trail_tables import TRAIL
from services.ledger.adapters.worklists.alike import alike_of, alike_query
from services.ledger.adapters.worklists.conditions import SORTED_BY, within
from services.ledger.adapters.worklists.listing import count_query, page_query
from services.ledger.adapters.worklists.same_person import same_person_query
from services.ledger.adapters.worklists.searching import (
    LEAST_OF_A_NAME,
    RECENT,
    Named,
    found_count_query,
    recent_query,
    search_query,
    units_query,
)
from services.ledger.domain.scope import Scope
from services.ledger.domain.worklists.sought import Sought, sought
from services.ledger.handlers.lists import (
    PAGE_SIZE,
    Alike,
    Cursor,
    Order,
    TaskFilter,
    TaskPage,
    WholeTask,
)
from shared.database import autocommit


class PostgresTaskQueries:
    """Each call is a statement or three of its own; nothing is locked."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)

    async def page(
        self, scope: Scope, wanted: TaskFilter, after: Cursor | None = None, limit: int = PAGE_SIZE
    ) -> TaskPage:
        """One page of a list, and where the next one begins."""
        async with self._engine.connect() as connection:
            rows = await _page(connection, scope, wanted, after, limit + 1)
        shown = [listed_of(row) for row in rows[:limit]]
        if len(rows) <= limit:
            return TaskPage(shown)
        last = rows[limit - 1]
        return TaskPage(shown, Cursor(last[SORTED_BY[wanted.order].name], last["task_number"]))

    async def counts(self, scope: Scope, filters: Sequence[TaskFilter]) -> list[int]:
        """How many tasks each filter admits, in order; one more than `MOST_COUNTED` for more than that."""
        if not filters:
            return []
        async with self._engine.connect() as connection:
            each = [await _count(connection, scope, wanted) for wanted in filters]
            return list((await connection.execute(select(*each))).one())

    async def whole(self, scope: Scope, number: str) -> WholeTask | None:
        """One task; None when there is none within the scope."""
        query = select(*WHOLE_COLUMNS).where(TASKS.c.task_number == number, *within(scope))
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
            if row is None:
                return None
            trail = await _all(connection, select(TRAIL).where(TRAIL.c.task_number == number))
            reports = await _all(connection, select(REPORTS).where(REPORTS.c.task_number == number))
        in_order = sorted(trail, key=lambda entry: entry["sequence"])
        return whole_of(
            row,
            [entry_of(entry) for entry in in_order],
            sorted((report_of(report) for report in reports), key=lambda report: report.sequence),
        )

    async def alike(self, scope: Scope, number: str, since: datetime) -> Alike:
        """What says the same as a task, or nearly, and was registered since then; who said it, ever."""
        async with self._engine.connect() as connection:
            rows = await _all(connection, alike_query(scope, number, since))
            others = await _all(connection, same_person_query(scope, number))
        return replace(alike_of(number, rows), same_person=[listed_of(row) for row in others])


async def _page(
    connection: AsyncConnection, scope: Scope, wanted: TaskFilter, after: Cursor | None, rows: int
) -> Sequence[RowMapping]:
    if not wanted.words:
        return await _all(connection, page_query(scope, wanted, after, rows))
    asked = sought(wanted.words)
    if asked.is_empty:  # nothing but punctuation
        return []
    named = await _named(connection, asked)
    if not named and not asked.digits and wanted.order is Order.NEWEST and rows <= RECENT:
        recent = await _all(connection, recent_query(scope, wanted, asked, after, rows))
        if len(recent) == rows:
            return recent
    return await _all(connection, search_query(scope, wanted, asked, named, after, rows))


async def _count(connection: AsyncConnection, scope: Scope, wanted: TaskFilter) -> Any:
    if not wanted.words:
        return count_query(scope, wanted).scalar_subquery()
    asked = sought(wanted.words)
    if asked.is_empty:
        return literal(0)
    named = await _named(connection, asked)
    return found_count_query(scope, wanted, asked, named).scalar_subquery()


async def _named(connection: AsyncConnection, asked: Sought) -> Named:
    """Which of the words are names of units, or parts of them."""
    words = [word for word in asked.words if len(word) >= LEAST_OF_A_NAME]
    units = (await connection.execute(units_query())).all() if words else []
    found = {word: [code for code, zh, en in units if word in zh or word in en] for word in words}
    return {word: codes for word, codes in found.items() if codes}


async def _all(connection: AsyncConnection, query: Select[Any]) -> Sequence[RowMapping]:
    rows: Sequence[RowMapping] = (await connection.execute(query)).mappings().all()
    return rows
