"""Statements for pages and counts of lists without words; those with words are in `searching`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, literal_column, select, union_all

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_listing import LIST_COLUMNS
from services.ledger.adapters.worklists.conditions import branches, in_order
from services.ledger.domain.scope import Scope
from services.ledger.handlers.lists import MOST_COUNTED, Cursor, TaskFilter


def page_query(
    scope: Scope,
    wanted: TaskFilter,
    after: Cursor | None,
    rows: int,
    columns: Sequence[Any] = LIST_COLUMNS,
) -> Select[Any]:
    """The statement behind a page, for at most so many rows."""
    parts = [
        in_order(select(*columns).where(*part), TASKS.c, wanted.order, after).limit(rows)
        for part in branches(scope, wanted)
    ]
    if len(parts) == 1:
        return parts[0]
    whole = union_all(*(part.subquery().select() for part in parts)).subquery()
    return in_order(select(whole), whole.c, wanted.order, after).limit(rows)


def count_query(scope: Scope, wanted: TaskFilter) -> Select[Any]:
    """How many there are, counting no further than one beyond `MOST_COUNTED`."""
    most = MOST_COUNTED + 1
    one: Any = literal_column("1")
    parts = [
        select(one.label("one")).select_from(TASKS).where(*part).limit(most)
        for part in branches(scope, wanted)
    ]
    if len(parts) == 1:
        return select(func.count()).select_from(parts[0].subquery())
    whole = union_all(*(part.subquery().select() for part in parts)).limit(most)
    return select(func.count()).select_from(whole.subquery())
