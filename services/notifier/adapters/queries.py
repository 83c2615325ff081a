"""What pages and programs read; every answer is limited to what the reader may see."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters import notice_rows
from services.notifier.adapters.notice_rows import (
    JOINED,
    KEPT_OUT,
    KNOWN,
    KNOWN_FROM,
    LISTED,
    PERSON,
)
from services.notifier.domain.notice import State
from services.notifier.handlers.lists import (
    ListedCall,
    ListedNotice,
    NoticeFilter,
    Place,
    Reader,
    Tab,
    WholeNotice,
)
from shared.database import execute
from shared.language import Text

NARROWED = f"""
($1::text IS NULL OR n.unit_code = $1) AND ($2::text IS NULL OR n.unit_code = $2)
AND ($3::text IS NULL OR n.reason = $3) AND ($4::text IS NULL OR n.recipient_id = $4)
AND ($5::text IS NULL OR n.task_number = $5)
AND ($6 = '' OR s.name ILIKE '%' || $6 || '%' OR n.recipient_id ILIKE $6 || '%'
     OR n.task_number LIKE $6 || '%')
AND NOT {KEPT_OUT.format("n.task_number", "$7")}
"""
_COUNTS = f"SELECT n.state, count(*) FROM {JOINED} WHERE {NARROWED} GROUP BY n.state"
_COUNT_CALLS = f"""
SELECT count(*) FROM calls LEFT JOIN tasks USING (task_number)
WHERE ($1::text IS NULL OR coalesce(calls.unit_code, tasks.unit_code) = $1)
AND NOT {KEPT_OUT.format("calls.task_number", "$2")}
"""
_PAGE = """
SELECT {listed} FROM {joined} WHERE {narrowed} AND n.state = ANY($8::text[])
ORDER BY {order} LIMIT $9 OFFSET $10
"""
_ORDERS = {
    Tab.WAITING: "n.next_attempt_at, n.id",
    Tab.DELIVERED: "n.changed_at DESC, n.id",
}
OLDEST_FIRST = "n.changed_at, n.id"
_AFTER = f"""
SELECT {LISTED} FROM {JOINED} WHERE {NARROWED}
  AND (cardinality($8::text[]) = 0 OR n.state = ANY($8::text[]))
  AND ($9::timestamptz IS NULL OR (n.created_at, n.id) < ($9, $10::uuid))
ORDER BY n.created_at DESC, n.id DESC LIMIT $11
"""
_ONE = f"""
SELECT {LISTED} FROM {JOINED} WHERE n.id = $1 AND ($2::text IS NULL OR n.unit_code = $2)
  AND NOT {KEPT_OUT.format("n.task_number", "$3")}
"""
_WORDS_OF_ONE = f"""
SELECT n.id, n.reason, n.audience, n.task_number, n.created_at, n.attempts, n.tries, n.exhausted,
       n.correlation_id, {PERSON}, {KNOWN}
FROM notices n LEFT JOIN staff s ON s.staff_id = n.recipient_id {KNOWN_FROM} WHERE n.id = $1
"""
_ATTEMPTS = """
SELECT number, transport, coalesce(s.name, a.asked_by) AS asked_by, started_at, ended_at, answer, words
FROM attempts a LEFT JOIN staff s ON s.staff_id = a.asked_by WHERE notice_id = $1 ORDER BY number
"""
_TOGETHER = f"""
SELECT id, task_number FROM notices
WHERE letter_id = $1 AND id <> $2 AND ($3::text IS NULL OR unit_code = $3)
  AND NOT {KEPT_OUT.format("notices.task_number", "$4")} ORDER BY created_at, id
"""
_CALLS = f"""
SELECT c.task_number, coalesce(c.details->>'title', t.title, '') AS title, c.reason, c.audience,
       coalesce(c.unit_code, t.unit_code) AS unit_code, u.name_zh, u.name_en,
       coalesce(c.owner_id, t.owner_id) AS owner_id, c.called_at
FROM calls c LEFT JOIN tasks t USING (task_number)
  LEFT JOIN units u ON u.unit_code = coalesce(c.unit_code, t.unit_code)
WHERE ($1::text IS NULL OR coalesce(c.unit_code, t.unit_code) = $1)
  AND NOT {KEPT_OUT.format("c.task_number", "$2")}
ORDER BY c.called_at, c.task_number, c.reason, c.audience LIMIT $3 OFFSET $4
"""
_UNITS = "SELECT unit_code, name_zh, name_en FROM units WHERE active ORDER BY unit_code"


class PostgresReading:
    """Every method is one read of the database as it is at that moment."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def counts(self, reader: Reader, asked: NoticeFilter) -> Mapping[Tab, int]:
        """How many each list has. Calls are not narrowed but to the unit."""
        by_state = {
            row["state"]: row["count"]
            for row in await self._rows(_COUNTS, *narrowing(reader, asked))
        }
        (calls,) = await self._rows(_COUNT_CALLS, *reader)
        counts = {tab: sum(by_state.get(state, 0) for state in tab.states) for tab in Tab}
        return counts | {Tab.NOBODY: calls["count"]}

    async def page(
        self, reader: Reader, tab: Tab, asked: NoticeFilter, limit: int, offset: int
    ) -> list[ListedNotice]:
        """A page of a list: what waits by its hour, deliveries newest first, others oldest first."""
        order = _ORDERS.get(tab, OLDEST_FIRST)
        statement = _PAGE.format(listed=LISTED, joined=JOINED, narrowed=NARROWED, order=order)
        values = (*narrowing(reader, asked), list(tab.states), limit, offset)
        return [notice_rows.listed(row) for row in await self._rows(statement, *values)]

    async def calls(self, reader: Reader, limit: int, offset: int) -> list[ListedCall]:
        """Calls that name nobody yet, the oldest first."""
        return [notice_rows.call(row) for row in await self._rows(_CALLS, *reader, limit, offset)]

    async def after(
        self,
        reader: Reader,
        states: Sequence[State],
        asked: NoticeFilter,
        place: Place | None,
        limit: int,
    ) -> list[ListedNotice]:
        """Notices beyond a place, the newest first; from the start for None. No state means all."""
        at, last = (place.created_at, place.id) if place else (None, None)
        values = (*narrowing(reader, asked), list(states), at, last, limit)
        return [notice_rows.listed(row) for row in await self._rows(_AFTER, *values)]

    async def whole(self, reader: Reader, notice_id: uuid.UUID) -> WholeNotice | None:
        """One notice with its attempts, the first one first; None for none that may be seen."""
        found = await self._rows(_ONE, notice_id, *reader)
        if not found:
            return None
        (words,) = await self._rows(_WORDS_OF_ONE, notice_id)
        attempts = await self._rows(_ATTEMPTS, notice_id)
        line = notice_rows.listed(found[0])
        together = await self._rows(_TOGETHER, line.letter_id, notice_id, *reader)
        return WholeNotice(
            line,
            notice_rows.notice(words),
            [notice_rows.attempt(row) for row in attempts],
            tuple(words["exhausted"]),
            [(row["id"], row["task_number"]) for row in together],
        )

    async def units(self) -> list[tuple[str, Text]]:
        """Active units, by code."""
        rows = await self._rows(_UNITS)
        return [(row["unit_code"], Text(row["name_zh"], row["name_en"])) for row in rows]

    async def _rows(self, statement: str, *values: Any) -> Sequence[Any]:
        async with self._engine.connect() as connection:
            rows: Sequence[Any] = (await execute(connection, statement, *values)).mappings().all()
            return rows


def narrowing(reader: Reader, asked: NoticeFilter) -> tuple[str | None, ...]:
    """The values of `NARROWED`."""
    words = asked.words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    narrowed = (asked.unit, asked.reason, asked.recipient, asked.task, words)
    return (reader.unit, *narrowed, reader.staff_id)
