"""Reads the whole trail for verification: one snapshot, in the order of the primary key, in parts."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.anchor_book import ANCHOR_COLUMNS
from services.ledger.adapters.trail_rows import ENTRY_COLUMNS, Columns, link_of
from services.ledger.adapters.trail_tables import TRAIL_ANCHORS
from services.ledger.domain.anchor import Anchor, Head
from services.ledger.handlers.ports import Chain
from shared.events.ledger import TrailAnchored

PART = 5_000
"""Rows read at once."""

_SIZE = "SELECT (SELECT count(*) FROM trail) + (SELECT count(*) FROM trail_anchor_heads)"
_ENTRIES = f"""
SELECT {", ".join(f"trail.{name.strip()}" for name in ENTRY_COLUMNS.split(","))}, tasks.version
FROM trail LEFT JOIN tasks ON tasks.task_number = trail.task_number
ORDER BY trail.task_number, trail.sequence
"""
_WITHOUT_TRAIL = """
SELECT task_number FROM tasks
WHERE NOT EXISTS (SELECT FROM trail WHERE trail.task_number = tasks.task_number)
ORDER BY task_number
"""
_DAYS_WITHOUT_ANCHOR = """
SELECT DISTINCT day FROM trail_anchor_heads
WHERE NOT EXISTS (SELECT FROM trail_anchors WHERE trail_anchors.day = trail_anchor_heads.day)
"""
_PUBLISHED = "SELECT payload FROM outbox WHERE event_type = :type"
_HEADS = """
SELECT head.task_number, head.sequence, head.digest, trail.digest AS now
FROM trail_anchor_heads AS head
LEFT JOIN trail ON trail.task_number = head.task_number AND trail.sequence = head.sequence
WHERE head.day = :day ORDER BY head.task_number COLLATE "C"
"""


class PostgresTrailReading:
    """Every call sees what was committed when the reading was opened."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def size(self) -> int:
        """How many entries and anchored heads there are to read."""
        return int((await self._connection.execute(text(_SIZE))).scalar_one())

    async def chains(self) -> AsyncIterator[Sequence[Chain]]:
        """Every task that has entries, by number."""
        left: list[Columns] = []
        async for rows in self._parts(_ENTRIES):
            whole, left = but_the_last([*left, *rows])
            yield list(_chains(whole))
        yield list(_chains(left))

    async def without_trail(self) -> AsyncIterator[Sequence[str]]:
        """Numbers of tasks that have no entry at all, in order."""
        async for rows in self._parts(_WITHOUT_TRAIL):
            yield [row[0] for row in rows]

    async def anchors(self) -> Sequence[Anchor]:
        """All of them, by day."""
        query = select(*ANCHOR_COLUMNS).order_by(TRAIL_ANCHORS.c.day)
        rows = (await self._connection.execute(query)).mappings()
        return [Anchor(**row) for row in rows]

    async def days_without_anchor(self) -> Sequence[date]:
        """Days that heads were kept for, and whose anchor is gone."""
        return list((await self._connection.execute(text(_DAYS_WITHOUT_ANCHOR))).scalars())

    async def published(self) -> dict[date, bytes]:
        """The digests that went out as events, as far as the outbox still has them."""
        kind = {"type": TrailAnchored.TYPE}
        payloads = (await self._connection.execute(text(_PUBLISHED), kind)).scalars()
        events = map(TrailAnchored.model_validate_json, payloads)
        return {event.day: bytes.fromhex(event.digest) for event in events}

    async def heads(self, day: date) -> AsyncIterator[Sequence[tuple[Head, bytes | None]]]:
        """What an anchor stands for, sorted by the bytes of the numbers, each with its digest now."""
        async for rows in self._parts(_HEADS, day=day):
            yield [(Head(number, sequence, then), now) for number, sequence, then, now in rows]

    async def _parts(self, query: str, **values: Any) -> AsyncIterator[Sequence[Columns]]:
        statement = text(query).bindparams(**values).execution_options(yield_per=PART)
        async for rows in (await self._connection.stream(statement)).partitions():
            yield rows


@asynccontextmanager
async def trail_reading(engine: AsyncEngine) -> AsyncIterator[PostgresTrailReading]:
    """A reading of one moment."""
    snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    async with engine.connect() as connection:
        yield PostgresTrailReading(await connection.execution_options(**snapshot))


def but_the_last(rows: list[Columns]) -> tuple[list[Columns], list[Columns]]:
    """Rows of whole chains, and those of the last one, which may go on in the next part."""
    cut = len(rows)
    while cut and rows[cut - 1][0] == rows[-1][0]:
        cut -= 1
    return rows[:cut], rows[cut:]


def _chains(rows: Iterable[Columns]) -> Iterator[Chain]:
    for number, group in groupby(rows, key=itemgetter(0)):
        entries = list(group)
        yield Chain(number, entries[0][-1], [link_of(row) for row in entries])
