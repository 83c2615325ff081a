"""Statements that find tasks by words, newest first.

Candidates come from the index of grams, the beginnings of numbers and the names of units, as numbers and
moments only; sorted, they are looked up one by one until a page is full. What a candidate really says is
compared then: grams say that all pairs of neighbours are there, not that they are neighbours.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union,
)

from services.ledger.adapters.tables import TASKS, UNITS
from services.ledger.adapters.task_listing import LIST_COLUMNS
from services.ledger.adapters.worklists.conditions import conditions, in_order, within
from services.ledger.adapters.worklists.tables import TASK_WORDS
from services.ledger.domain.scope import Scope
from services.ledger.domain.worklists.grams import asked
from services.ledger.domain.worklists.sought import Sought
from services.ledger.handlers.lists import MOST_COUNTED, Cursor, Order, TaskFilter

Named = Mapping[str, Sequence[str]]
"""By word the codes of the units that are called so."""
LEAST_OF_A_NAME = 2
"""A word of one character names no unit."""
_ONLY_NUMBERS = 7
"""Digits from which on a search is for a number and nothing else: a day, and the first of a sequence."""
_FOUND = (TASK_WORDS.c.task_number, TASK_WORDS.c.registered_at)


def units_query() -> Select[Any]:
    """Codes of units with their names in both languages, small, to find words in."""
    return select(UNITS.c.code, func.lower(UNITS.c.name_zh), func.lower(UNITS.c.name_en))


def search_query(
    scope: Scope, wanted: TaskFilter, sought: Sought, named: Named, after: Cursor | None, rows: int
) -> Select[Any]:
    """A page of what was found, with the contents."""
    found = _candidates(sought, named)
    looked_up = _looked_up(found.c.task_number, scope, wanted, sought, named)
    columns = found.c if wanted.order is Order.NEWEST else looked_up.c
    query = select(looked_up).select_from(found.join(looked_up, literal_column("true")))
    return in_order(query, columns, wanted.order, after).limit(rows)


def found_count_query(
    scope: Scope, wanted: TaskFilter, sought: Sought, named: Named
) -> Select[Any]:
    """How many there are, counting no further than one beyond `MOST_COUNTED`."""
    found = _candidates(sought, named)
    looked_up = _looked_up(found.c.task_number, scope, wanted, sought, named)
    each: Any = select(literal_column("1")).select_from(
        found.join(looked_up, literal_column("true"))
    )
    return select(func.count()).select_from(each.limit(MOST_COUNTED + 1).subquery())


def _candidates(sought: Sought, named: Named) -> Any:
    parts: list[Select[Any]] = []
    if sought.words and len(sought.digits) < _ONLY_NUMBERS:
        grams = bindparam(None, sorted(asked(sought.words)), unique=True, type_=ARRAY(Integer))
        parts.append(select(*_FOUND).where(TASK_WORDS.c.grams.contains(grams)))
    if sought.digits:
        begins = TASK_WORDS.c.digits.like(sought.digits + "%")
        parts.append(select(*_FOUND).where(begins))
    if named:
        parts.append(_of_units(sought, named))
    return (union(*parts) if len(parts) > 1 else parts[0]).subquery("found")


def _of_units(sought: Sought, named: Named) -> Select[Any]:
    """Tasks of the units that words name; where other words remain, those must be in the text."""
    rest = [word for word in sought.words if word not in named]
    if rest:
        grams = bindparam(None, sorted(asked(rest)), unique=True, type_=ARRAY(Integer))
        return select(*_FOUND).where(TASK_WORDS.c.grams.contains(grams))
    codes = set.intersection(*(set(codes) for codes in named.values()))
    return select(TASKS.c.task_number, TASKS.c.registered_at).where(
        TASKS.c.unit_code.in_(sorted(codes))
    )


def _looked_up(
    number: ColumnElement[str], scope: Scope, wanted: TaskFilter, sought: Sought, named: Named
) -> Any:
    """The task of a candidate if it is one; `OFFSET 0` keeps the planner from turning the join round."""
    query = select(*LIST_COLUMNS, TASKS.c.content).where(
        TASKS.c.task_number == number, *within(scope), *conditions(wanted), _says(sought, named)
    )
    return query.offset(literal_column("0")).lateral("looked_up")


def _says(sought: Sought, named: Named) -> ColumnElement[bool]:
    """Every word in the text or in the unit's name, or the number that begins so."""
    text = func.normalize(func.concat(TASKS.c.title, "\n", TASKS.c.content), literal_column("NFKC"))
    words = [
        or_(
            text.icontains(word, autoescape=True),
            *([TASKS.c.unit_code.in_(sorted(named[word]))] if word in named else []),
        )
        for word in sought.words
    ]
    if not sought.digits:
        return and_(*words)
    begins = func.replace(TASKS.c.task_number, "-", "").startswith(sought.digits)
    return or_(begins, and_(*words)) if words else begins
