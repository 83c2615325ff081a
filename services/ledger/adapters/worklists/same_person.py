"""Finds what else came from the telephone that a task came from. The pseudonym itself goes no further."""

from typing import Any

from sqlalchemy import Select, select

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_listing import LIST_COLUMNS
from services.ledger.adapters.worklists.conditions import within
from services.ledger.domain.scope import Scope

SHOWN = 5


def same_person_query(scope: Scope, number: str) -> Select[Any]:
    """The newest others within the scope; nothing confidential leads here, and nothing leads to it."""
    one = TASKS.alias("one")
    key = select(one.c.reporter_key).where(one.c.task_number == number, ~one.c.confidential)
    query = select(*LIST_COLUMNS).where(
        TASKS.c.reporter_key == key.scalar_subquery(),
        TASKS.c.task_number != number,
        ~TASKS.c.confidential,
        *within(scope),
    )
    return query.order_by(TASKS.c.registered_at.desc()).limit(SHOWN)
