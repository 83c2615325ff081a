"""Between rows of the trail and the links of its chain. Nothing a row may hold makes reading it fail."""

from typing import cast

from sqlalchemy import RowMapping

from services.ledger.domain.broken_link import Link
from services.ledger.domain.task import Action
from services.ledger.domain.trail import TrailEntry

ENTRY_COLUMNS = (
    "task_number, sequence, at, actor, on_behalf_of, through, action, before, after, digest"
)


def link_of(row: RowMapping) -> Link:
    """A link of the chain. Facts that are no objects make no entry."""
    before, after = row["before"], row["after"]
    if not isinstance(before, dict) or not isinstance(after, dict):
        return Link(row["sequence"], row["digest"], None)
    entry = TrailEntry(
        task_number=row["task_number"],
        sequence=row["sequence"],
        at=row["at"],
        actor=row["actor"],
        on_behalf_of=row["on_behalf_of"],
        through=row["through"],
        action=cast("Action", row["action"]),  # one that never was is found by its digest
        before=before,
        after=after,
    )
    return Link(entry.sequence, row["digest"], entry)
