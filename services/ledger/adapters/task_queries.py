"""Finds tasks: pages by keyset, counts of several lists in one query, one task with its trail."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.tables import REPORTS, TASKS, TRAIL
from services.ledger.adapters.task_listing import (
    LIST_COLUMNS,
    WHOLE_COLUMNS,
    listed_of,
    report_of,
    whole_of,
)
from services.ledger.adapters.task_rows import entry_of
from services.ledger.adapters.within_scope import within
from services.ledger.domain.scope import Scope
from services.ledger.handlers.lists import (
    PAGE_SIZE,
    Cursor,
    Order,
    TaskFilter,
    TaskPage,
    WholeTask,
)
from shared.database import autocommit

_SORTED_BY = {
    Order.DUE: TASKS.c.due_at,
    Order.WAITING: TASKS.c.registered_at,
    Order.REPORTED: TASKS.c.reported_at,
    Order.NEWEST: TASKS.c.registered_at,
}


class PostgresTaskQueries:
    """Each call is a statement or three of its own; nothing is locked."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)

    async def page(
        self, scope: Scope, wanted: TaskFilter, after: Cursor | None = None, limit: int = PAGE_SIZE
    ) -> TaskPage:
        """One page of a list, and where the next one begins."""
        query = page_query(scope, wanted, after, limit + 1)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        shown = [listed_of(row) for row in rows[:limit]]
        if len(rows) <= limit:
            return TaskPage(shown)
        last = rows[limit - 1]
        return TaskPage(shown, Cursor(last[_SORTED_BY[wanted.order].name], last["task_number"]))

    async def counts(self, scope: Scope, filters: Sequence[TaskFilter]) -> list[int]:
        """How many tasks each filter admits, in order."""
        each = [
            select(func.count())
            .select_from(TASKS)
            .where(*within(scope), *_conditions(wanted))
            .scalar_subquery()
            for wanted in filters
        ]
        async with self._engine.connect() as connection:
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


def page_query(scope: Scope, wanted: TaskFilter, after: Cursor | None, rows: int) -> Select[Any]:
    """The statement behind a page, for at most so many rows."""
    query = select(*LIST_COLUMNS).where(*within(scope), *_conditions(wanted))
    return _sorted(query, wanted.order, after).limit(rows)


async def _all(connection: AsyncConnection, query: Select[Any]) -> Sequence[RowMapping]:
    rows: Sequence[RowMapping] = (await connection.execute(query)).mappings().all()
    return rows


def _conditions(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.states:
        conditions.append(TASKS.c.state.in_(_spelled_out(sorted(wanted.states))))
    if wanted.unit_code:
        conditions.append(TASKS.c.unit_code == wanted.unit_code)
    if wanted.owner_id:
        conditions.append(TASKS.c.owner_id == wanted.owner_id)
    if wanted.category_codes:
        conditions.append(TASKS.c.category_code.in_(sorted(wanted.category_codes)))
    if wanted.district_code:
        conditions.append(TASKS.c.district_code == wanted.district_code)
    if wanted.overdue_at:
        conditions.append(TASKS.c.due_at < wanted.overdue_at)
    if wanted.words:
        conditions.append(_speaks_of(wanted.words))
    return conditions


def _spelled_out(values: Sequence[str]) -> ColumnElement[Any]:
    """Literals in the statement instead of parameters, so that partial indexes are seen to fit."""
    return bindparam(None, values, unique=True, expanding=True, literal_execute=True)


def _speaks_of(words: str) -> ColumnElement[bool]:
    """A title that has every word, or a number that begins so."""
    titles = and_(*(TASKS.c.title.icontains(word, autoescape=True) for word in words.split()[:8]))
    return or_(titles, TASKS.c.task_number.startswith(words.strip(), autoescape=True))


def _sorted(query: Select[Any], order: Order, after: Cursor | None) -> Select[Any]:
    key, number = _SORTED_BY[order], TASKS.c.task_number
    if order is Order.NEWEST:
        query = query.order_by(key.desc(), number.desc())
        return query if after is None else query.where(tuple_(key, number) < _tuple(after))
    query = query.where(key.is_not(None)).order_by(key, number)
    return query if after is None else query.where(tuple_(key, number) > _tuple(after))


def _tuple(cursor: Cursor) -> Any:
    return tuple_(cursor.at, cursor.number)
