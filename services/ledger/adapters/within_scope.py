"""A reader's scope as conditions of a query: what `Scope.admits` says, in SQL. A test compares the two."""

from sqlalchemy import ColumnElement, and_, or_

from services.ledger.adapters.tables import TASKS
from services.ledger.domain.scope import Scope


def within(scope: Scope) -> list[ColumnElement[bool]]:
    """Nothing beyond the scope can be asked for, whatever the filter says."""
    recused = TASKS.c.recused
    taking_part = or_(recused.is_(None), ~recused.contains([scope.staff_id]))
    shown = _shown_by_roles(scope)
    return [taking_part] if shown is None else [taking_part, shown]


def _shown_by_roles(scope: Scope) -> ColumnElement[bool] | None:
    """None where everything is."""
    places = _places(scope)
    own = TASKS.c.owner_id == scope.staff_id
    if scope.category_codes is None:
        return None if places is None else or_(own, places)
    among = TASKS.c.category_code.in_(sorted(scope.category_codes))
    return or_(own, among if places is None else and_(among, places))


def _places(scope: Scope) -> ColumnElement[bool] | None:
    """Units whose tasks are seen; None for those of the whole city."""
    if scope.whole_city:
        return None
    if not scope.unit_code:
        return TASKS.c.owner_id == scope.staff_id
    assisted = TASKS.c.assist_units.contains([scope.unit_code])
    return or_(TASKS.c.unit_code == scope.unit_code, assisted)
