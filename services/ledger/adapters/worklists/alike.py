"""Finds what may be the same matter as a task: by the print of its words, and by the sketch of its title."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, literal_column, or_, select

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_listing import LIST_COLUMNS, listed_of
from services.ledger.adapters.worklists.conditions import within
from services.ledger.adapters.worklists.tables import TASK_WORDS
from services.ledger.domain.scope import Scope
from services.ledger.domain.worklists.likeness import ALIKE, likeness
from services.ledger.handlers.lists import Alike

LOOKED_AT = 60
"""Candidates compared, newest first."""
SHOWN = 5
"""Of each kind."""


def alike_query(scope: Scope, number: str, since: datetime) -> Select[Any]:
    """The task itself and its candidates within the scope, newest first; `same` for word for word."""
    one = TASK_WORDS.alias("one")
    other = TASK_WORDS.alias("other")
    same = (other.c.print == one.c.print).label("same")
    near = (
        select(other.c.task_number, other.c.registered_at, same)
        .select_from(one.join(other, literal_column("true")))
        .where(
            one.c.task_number == number,
            other.c.registered_at >= since,
            or_(same.element, other.c.sketch.overlap(one.c.sketch)),
        )
        .order_by(other.c.registered_at.desc())
        .limit(LOOKED_AT)
        .subquery("near")
    )
    query = select(*LIST_COLUMNS, near.c.same).join(near, near.c.task_number == TASKS.c.task_number)
    return query.where(*within(scope)).order_by(near.c.registered_at.desc())


def alike_of(number: str, rows: Sequence[RowMapping]) -> Alike:
    """From the rows of that query; candidates whose titles differ after all are left out."""
    title = next((row["title"] for row in rows if row["task_number"] == number), None)
    if title is None:
        return Alike()
    others = [row for row in rows if row["task_number"] != number]
    same = [listed_of(row) for row in others if row["same"]]
    similar = [
        listed_of(row)
        for row in others
        if not row["same"] and likeness(title, row["title"]) >= ALIKE
    ]
    return Alike(same[:SHOWN], similar[:SHOWN])
