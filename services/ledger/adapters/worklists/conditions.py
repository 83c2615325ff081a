"""A filter and a scope as conditions on `tasks`, so put that each has an index to go by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
    tuple_,
)

from services.ledger.adapters.tables import TASKS
from services.ledger.domain.scope import Scope
from services.ledger.handlers.lists import Cursor, Order, TaskFilter

Conditions = list[ColumnElement[bool]]
SORTED_BY = {
    Order.DUE: TASKS.c.due_at,
    Order.WAITING: TASKS.c.registered_at,
    Order.REPORTED: TASKS.c.reported_at,
    Order.NEWEST: TASKS.c.registered_at,
}

_OTHERS = TASKS.alias("assisted")
"""Made once: copying every column for each statement took a third of a page's time."""


def within(scope: Scope) -> Conditions:
    """Nothing beyond the scope can be asked for, whatever the filter says.

    What `Scope.admits` says, in SQL; a test compares the two.
    """
    parts = _parts(scope, TASKS.c.assist_units.contains([scope.unit_code]))
    if parts is None:
        return [_takes_part(scope)]
    return [_takes_part(scope), or_(*(and_(*part) for part in parts))]


def branches(scope: Scope, wanted: TaskFilter) -> list[Conditions]:
    """The same as `within` with the filter, in parts that share no task and have an index each.

    One part where the filter itself stays within the scope: what is one's own, or of one's unit.
    """
    asked = [*conditions(wanted), _takes_part(scope)]
    own = wanted.owner_id is not None and wanted.owner_id == scope.staff_id
    all_categories = scope.category_codes is None
    ours = wanted.unit_code is not None and wanted.unit_code == scope.unit_code and all_categories
    parts = _parts(scope, _looked_up(scope))
    if parts is None or own or ours:
        return [asked]
    return [[*part, *asked] for part in parts]


def reach(scope: Scope, wanted: TaskFilter) -> Conditions:
    """Lists that have all that is within the scope and the filter, and more; empty where none is short.

    One condition a list, so that its index alone can answer.
    """
    if wanted.owner_id:
        return [TASKS.c.owner_id == wanted.owner_id]
    if wanted.unit_code:
        return [TASKS.c.unit_code == wanted.unit_code]
    if scope.whole_city:
        return []
    found: Conditions = [TASKS.c.owner_id == scope.staff_id]
    if scope.unit_code:
        found.append(TASKS.c.unit_code == scope.unit_code)
        found.append(TASKS.c.assist_units.contains([scope.unit_code]))
    return found


def _takes_part(scope: Scope) -> ColumnElement[bool]:
    """Whoever keeps out of a task does not find it."""
    recused = TASKS.c.recused
    return or_(recused.is_(None), ~recused.contains([scope.staff_id]))


def _looked_up(scope: Scope) -> ColumnElement[bool]:
    """Where the unit assists, by that index whatever the planner thinks: not knowing the unit, as in a plan
    that it keeps, it would rather go through all tasks in the order of the list."""
    few = select(_OTHERS.c.task_number).where(_OTHERS.c.assist_units.contains([scope.unit_code]))
    return TASKS.c.task_number.in_(few.offset(literal_column("0")))


def _parts(scope: Scope, assisted: ColumnElement[bool]) -> list[Conditions] | None:
    """What the roles show, and what is one's own beside it; None where everything is shown."""
    own = TASKS.c.owner_id == scope.staff_id
    among, others = _categories(scope)
    if scope.whole_city:
        return [[*among], [own, *others]] if among else None
    if not scope.unit_code:
        return [[own]]
    elsewhere = TASKS.c.unit_code.is_distinct_from(scope.unit_code)
    not_own = TASKS.c.owner_id.is_distinct_from(scope.staff_id)
    return [
        [TASKS.c.unit_code == scope.unit_code, *among],
        [own, or_(elsewhere, *others)],
        [assisted, elsewhere, not_own, *among],
    ]


def _categories(scope: Scope) -> tuple[Conditions, Conditions]:
    """Within the categories the roles are held for, and outside them; nothing where that is all."""
    if scope.category_codes is None:
        return [], []
    codes, category = sorted(scope.category_codes), TASKS.c.category_code
    return [category.in_(codes)], [or_(category.is_(None), category.not_in(codes))]


def conditions(wanted: TaskFilter) -> Conditions:
    """What the filter says, but for its words."""
    found: Conditions = []
    if wanted.states:
        found.append(TASKS.c.state.in_(_spelled_out(sorted(wanted.states))))
    if wanted.unit_code:
        found.append(TASKS.c.unit_code == wanted.unit_code)
    if wanted.owner_id:
        found.append(TASKS.c.owner_id == wanted.owner_id)
    if wanted.category_codes:
        found.append(TASKS.c.category_code.in_(sorted(wanted.category_codes)))
    if wanted.district_code:
        found.append(TASKS.c.district_code == wanted.district_code)
    return [*found, *_due(wanted)]


def _due(wanted: TaskFilter) -> Conditions:
    found: Conditions = []
    if wanted.overdue_at:
        found.append(TASKS.c.due_at < wanted.overdue_at)
    if wanted.due_from:
        found.append(TASKS.c.due_at >= wanted.due_from)
    if wanted.supervised:
        found.append(TASKS.c.supervision.is_not(None))
    if wanted.level:
        found.append(TASKS.c.supervision == wanted.level)
    return found


def _spelled_out(values: Sequence[str]) -> ColumnElement[Any]:
    """Literals in the statement instead of parameters, so that partial indexes are seen to fit."""
    return bindparam(None, values, unique=True, expanding=True, literal_execute=True)


def in_order(query: Select[Any], columns: Any, order: Order, after: Cursor | None) -> Select[Any]:
    """Sorted by the order's column and the number, after a cursor; `columns` have both."""
    key, number = columns[SORTED_BY[order].name], columns["task_number"]
    if order is Order.NEWEST:
        query = query.order_by(key.desc(), number.desc())
        return query if after is None else query.where(tuple_(key, number) < _tuple(after))
    query = query.where(key.is_not(None)).order_by(key, number)
    return query if after is None else query.where(tuple_(key, number) > _tuple(after))


def _tuple(cursor: Cursor) -> Any:
    return tuple_(cursor.at, cursor.number)
