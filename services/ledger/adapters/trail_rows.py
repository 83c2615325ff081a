"""Between rows of the trail and the links of its chain. Nothing a row may hold makes reading it fail."""

from typing import Any, cast

from sqlalchemy import Row

from services.ledger.domain.broken_link import Link
from services.ledger.domain.task import Action
from services.ledger.domain.trail import TrailEntry

Columns = Row[*tuple[Any, ...]]
"""A row, by position."""
ENTRY_COLUMNS = (
    "task_number, sequence, at, actor, on_behalf_of, through, action, before, after, digest"
)


def link_of(row: Columns) -> Link:
    """A link, from a row that begins with `ENTRY_COLUMNS`. Facts that are no objects make no entry."""
    number, sequence, at, actor, on_behalf_of, through, action, before, after, digest, *_ = row
    if not isinstance(before, dict) or not isinstance(after, dict):
        return Link(sequence, digest, None)
    # An action that never was is found by its digest.
    entry = TrailEntry(
        number, sequence, at, actor, on_behalf_of, through, cast("Action", action), before, after
    )
    return Link(sequence, digest, entry)
