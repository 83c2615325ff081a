"""Which letters go out now, and the notices in each. Replicas share them by row locks.

A recipient's notices of one kind travel together: the first letter goes at once and opens a gathering;
what comes until it is over waits for its end, and goes as one letter. Notices that were tried before stay
in the letter they were in, so that every attempt of a letter has the same key.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifier.adapters.notice_rows import KNOWN, KNOWN_FROM, PERSON
from shared.database import execute

AT_MOST = 500
"""Notices in a letter: about 100 kB. What is more goes in the next one."""

_DUE = "n.state = 'pending' AND n.next_attempt_at <= now()"
_FRESH = "(n.letter_id IS NULL AND n.attempts = 0 AND n.asked_by IS NULL)"
_LETTER = f"CASE WHEN {_FRESH} AND $1 THEN NULL ELSE coalesce(n.letter_id, n.id) END"
"""None for a notice that is not in a letter yet. What an officer asks for goes by itself, at once."""
_GROUPS = f"""
SELECT {_LETTER} AS letter_id,
       CASE WHEN {_FRESH} AND $1 THEN ARRAY[n.recipient_id, n.reason, n.audience] END AS fresh
FROM notices n WHERE {_DUE} GROUP BY 1, 2 ORDER BY min(n.next_attempt_at) LIMIT $2
"""
_OPEN = """
INSERT INTO gatherings AS known (recipient_id, reason, audience, opened_at)
SELECT recipient_id, reason, audience, now()
FROM unnest($1::text[], $2::text[], $3::text[]) AS due(recipient_id, reason, audience)
ORDER BY 1, 2, 3
ON CONFLICT (recipient_id, reason, audience) DO UPDATE SET opened_at = now()
WHERE known.opened_at <= now() - $4::interval
RETURNING recipient_id, reason, audience
"""
_WAIT = f"""
UPDATE notices SET next_attempt_at = waiting.until
FROM (
  SELECT n.id, gatherings.opened_at + $4::interval AS until
  FROM notices n JOIN gatherings USING (recipient_id, reason, audience)
    JOIN unnest($1::text[], $2::text[], $3::text[]) AS open(recipient_id, reason, audience)
      USING (recipient_id, reason, audience)
  WHERE {_DUE} AND {_FRESH} FOR UPDATE OF n SKIP LOCKED
) AS waiting WHERE notices.id = waiting.id
"""
_LOCK = "SELECT id FROM notices WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED"
"""A letter is its first notice's: whoever has that one has the letter, not another part of it."""
_NOTICES = f"""
SELECT n.id, n.recipient_id, n.reason, n.audience, n.task_number, n.created_at, n.attempts, n.tries,
       n.exhausted, n.correlation_id, {_LETTER} AS letter_id, {PERSON}, {KNOWN}
FROM notices n LEFT JOIN staff s ON s.staff_id = n.recipient_id {KNOWN_FROM}
WHERE {_DUE} AND ({_LETTER} = ANY($2::uuid[]) OR ({_LETTER}) IS NULL
  AND (n.recipient_id, n.reason, n.audience) IN (
    SELECT * FROM unnest($3::text[], $4::text[], $5::text[])))
ORDER BY n.created_at, n.id FOR UPDATE OF n SKIP LOCKED
"""

Kind = tuple[str, str, str]
"""Recipient, reason, audience."""


@dataclass(slots=True)
class TakenLetter:
    """The rows of a letter's notices, locked; the oldest first."""

    letter_id: uuid.UUID
    rows: list[Any] = field(default_factory=list)


async def take_letters(
    connection: AsyncConnection, limit: int, window: timedelta
) -> list[TakenLetter]:
    """Up to `limit` letters that are due. A window of zero gathers nothing: a letter for each notice."""
    gathers = window > timedelta()
    groups = (await execute(connection, _GROUPS, gathers, limit)).all()
    if not groups:
        return []
    kinds = await _open(connection, [tuple(each.fresh) for each in groups if each.fresh], window)
    ids = [each.letter_id for each in groups if each.letter_id]
    letters = (await execute(connection, _LOCK, ids)).scalars().all() if ids else []
    columns = _columns(kinds)
    rows = await execute(connection, _NOTICES, gathers, list(letters), *columns)
    return _letters(rows.mappings().all())


async def _open(
    connection: AsyncConnection, due: Sequence[Kind], window: timedelta
) -> Sequence[Kind]:
    """Kinds whose letter goes now, opening a gathering; the others wait for the end of theirs."""
    if not due:
        return []
    opened = {tuple(row) for row in await execute(connection, _OPEN, *_columns(due), window)}
    waiting = [kind for kind in due if kind not in opened]
    if waiting:
        await execute(connection, _WAIT, *_columns(waiting), window)
    return [kind for kind in due if kind in opened]


def _columns(kinds: Sequence[Kind]) -> list[list[str]]:
    return [[kind[place] for kind in kinds] for place in range(3)]


def _letters(rows: Sequence[Any]) -> list[TakenLetter]:
    found: dict[object, TakenLetter] = {}
    for row in rows:
        kind = row["recipient_id"], row["reason"], row["audience"]
        first = row["letter_id"] or row["id"]
        letter = found.setdefault(row["letter_id"] or kind, TakenLetter(first))
        if len(letter.rows) < AT_MOST:
            letter.rows.append(row)
    return list(found.values())
