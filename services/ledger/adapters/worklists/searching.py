"""Statements that find tasks by words, newest first.

Candidates come from the index of grams, the beginnings of numbers and the names of units, as numbers and
moments only; sorted, they are looked up one by one until a page is full. A word of more than two characters
is compared then: grams say that all its pairs of neighbours are there, not that they are neighbours.
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
    intersect,
    literal_column,
    or_,
    select,
    union_all,
)

from services.ledger.adapters.organisation_tables import UNITS
from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_listing import LIST_COLUMNS
from services.ledger.adapters.worklists.conditions import conditions, in_order, reach, within
from services.ledger.adapters.worklists.listing import page_query
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
SAID_BY_GRAMS = 2
RECENT = 250
"""Looked through first: a word that every sixth task has fills a page from them."""
_TRUE: Any = literal_column("true")
_FALSE: Any = literal_column("false")
_NOTHING: Any = literal_column("0")
_FOUND = (TASK_WORDS.c.task_number, TASK_WORDS.c.registered_at)
_REGISTERED = (TASKS.c.task_number, TASKS.c.registered_at)


def units_query() -> Select[Any]:
    """Codes of units with their names in both languages, small, to find words in."""
    return select(UNITS.c.code, func.lower(UNITS.c.name_zh), func.lower(UNITS.c.name_en))


def search_query(
    scope: Scope, wanted: TaskFilter, sought: Sought, named: Named, after: Cursor | None, rows: int
) -> Select[Any]:
    """A page of what was found, with the contents."""
    newest = wanted.order is Order.NEWEST
    found, looked_up = _found(scope, wanted, sought, named, after if newest else None)
    query = select(looked_up).select_from(found.join(looked_up, _TRUE))
    if newest:
        return query.order_by(found.c.registered_at.desc(), found.c.task_number.desc()).limit(rows)
    return in_order(query, looked_up.c, wanted.order, after).limit(rows)


def recent_query(
    scope: Scope, wanted: TaskFilter, sought: Sought, after: Cursor | None, rows: int
) -> Select[Any]:
    """A page from the newest `RECENT` tasks alone: all that is needed for a word that many have."""
    columns = [*LIST_COLUMNS, TASKS.c.content]
    newest = page_query(scope, wanted, after, RECENT, columns).subquery("newest")
    words = select(TASK_WORDS.c.grams).where(TASK_WORDS.c.task_number == newest.c.task_number)
    read = words.offset(_NOTHING).lateral("read")
    likely = select(newest).join(read, read.c.grams.contains(_grams(sought.words)))
    compared = likely.offset(_NOTHING).subquery("compared")
    said = select(compared).where(*_compared(sought.words, compared.c))
    return in_order(said, compared.c, Order.NEWEST, None).limit(rows)


def found_count_query(
    scope: Scope, wanted: TaskFilter, sought: Sought, named: Named
) -> Select[Any]:
    """How many there are, counting no further than one beyond `MOST_COUNTED`."""
    found, looked_up = _found(scope, wanted, sought, named, None)
    each: Any = select(literal_column("1")).select_from(found.join(looked_up, _TRUE))
    return select(func.count()).select_from(each.limit(MOST_COUNTED + 1).subquery())


def _found(
    scope: Scope, wanted: TaskFilter, sought: Sought, named: Named, after: Cursor | None
) -> tuple[Any, Any]:
    """Candidates, sorted; and the task of one, if it is what was sought.

    Each has an `OFFSET 0`, which keeps the planner from turning the join round.
    """
    kept = reach(scope, wanted)
    several = [_marked(*each, kept) for each in _candidates(sought, named)]
    each = union_all(*several).subquery() if len(several) > 1 else several[0].subquery()
    query = select(each)
    if len(several) > 1:  # one task may be found in several ways
        by_text = func.bool_or(each.c.by_text).label("by_text")
        query = select(each.c.task_number, each.c.registered_at, by_text)
        query = query.group_by(each.c.task_number, each.c.registered_at)
    sorted_ = in_order(query, each.c, Order.NEWEST, after).offset(_NOTHING)
    found = sorted_.subquery("found")
    task = select(*LIST_COLUMNS, TASKS.c.content).where(
        TASKS.c.task_number == found.c.task_number,
        *within(scope),
        *conditions(wanted),
        _says(found.c.by_text, sought, named),
    )
    return found, task.offset(_NOTHING).lateral("looked_up")


def _candidates(sought: Sought, named: Named) -> list[tuple[Select[Any], bool]]:
    """Each way to find something, and whether all words must then be in the text."""
    ways: list[tuple[Select[Any], bool]] = []
    if sought.words and len(sought.digits) < _ONLY_NUMBERS:
        ways.append((_with_text(sought.words), True))
    if sought.digits:
        begins = TASK_WORDS.c.digits.like(sought.digits + "%")
        ways.append((select(*_FOUND).where(begins), False))
    if named:
        rest = [word for word in sought.words if word not in named]
        ways.append((_with_text(rest) if rest else _of_units(named), False))
    return ways


def _marked(found: Select[Any], by_text: bool, kept: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Candidates with how they were found; only those that an index has of a unit or an officer.

    An intersection, because it never becomes a loop in a loop, however wrong the estimates are.
    """
    some: Any = found
    if kept:
        lists = (select(*_REGISTERED).where(each) for each in kept)
        some = intersect(found, union_all(*lists).subquery().select())
    return select(some.subquery(), (_TRUE if by_text else _FALSE).label("by_text"))


def _with_text(words: Sequence[str]) -> Select[Any]:
    return select(*_FOUND).where(TASK_WORDS.c.grams.contains(_grams(words)))


def _grams(words: Sequence[str]) -> Any:
    return bindparam(None, sorted(asked(words)), unique=True, type_=ARRAY(Integer))


def _of_units(named: Named) -> Select[Any]:
    """Tasks of the units that every word names."""
    return select(*_REGISTERED).where(TASKS.c.unit_code.in_(_codes(named)))


def _codes(named: Named) -> list[str]:
    return sorted(set.intersection(*(set(codes) for codes in named.values())))


def _says(by_text: Any, sought: Sought, named: Named) -> ColumnElement[bool]:
    """All words in the text, or the rest of them where some name the unit, or the number begins so."""
    ways = [and_(by_text, *_compared(sought.words))]
    if sought.digits:
        ways.append(func.replace(TASKS.c.task_number, "-", "").startswith(sought.digits))
    if named:
        rest = [word for word in sought.words if word not in named]
        ways.append(and_(TASKS.c.unit_code.in_(_codes(named)), *_compared(rest)))
    return or_(*ways)


def _compared(words: Sequence[str], columns: Any = TASKS.c) -> list[ColumnElement[bool]]:
    """Two characters or one are said by the grams already. Nearly all texts need no normalising."""
    raw = func.concat(columns.title, "\n", columns.content)
    texts = (raw, func.normalize(raw, literal_column("NFKC")))
    return [
        or_(*(text.icontains(word, autoescape=True) for text in texts))
        for word in words
        if len(word) > SAID_BY_GRAMS
    ]
