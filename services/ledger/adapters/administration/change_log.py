"""Adds to the log of the organisation's changes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.adapters.administration.tables import ORGANISATION_CHANGES
from services.ledger.domain.administration.changes import Change

Heading = tuple[int, datetime, str, str, str]
"""Version, moment, actor, through what, note: what the changes of one act have in common."""


async def add_to_log(
    connection: AsyncConnection, changes: Sequence[Change], heading: Heading
) -> None:
    """In the caller's transaction, in order; nothing for none."""
    version, at, actor, through, note = heading
    rows = [
        {
            "version": version,
            "at": at,
            "actor": actor,
            "through": through,
            "section": change.section.value,
            "code": change.code,
            "before": change.before,
            "after": change.after,
            "note": note,
        }
        for change in changes
    ]
    if rows:
        await connection.execute(insert(ORGANISATION_CHANGES), rows)
