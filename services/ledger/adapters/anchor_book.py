"""The anchors' tables. One replica at a time works on them; the others do not wait for it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.trail_tables import TRAIL_ANCHORS
from services.ledger.domain.anchor import Anchor, Head, Span
from shared.database import execute, transaction
from shared.events.envelope import Envelope
from shared.messaging.outbox import add_to_outbox

ANCHOR_LOCK = 7_215_010
"""Advisory lock key, held until the transaction ends."""
PART = 5_000
"""Heads read at once."""
ANCHOR_COLUMNS = (
    TRAIL_ANCHORS.c.day,
    TRAIL_ANCHORS.c.number,
    TRAIL_ANCHORS.c.tasks,
    TRAIL_ANCHORS.c.digest,
)

_COLLECT = """
INSERT INTO trail_anchor_heads (day, task_number, sequence, digest)
SELECT $1, task_number, sequence, digest
FROM (
    SELECT DISTINCT ON (task_number) task_number, sequence, digest FROM trail
    WHERE at >= $2 AND at < $3 AND digest IS NOT NULL
    ORDER BY task_number, sequence DESC
) AS head
WHERE NOT EXISTS (
    SELECT FROM trail_anchor_heads AS known
    WHERE known.task_number = head.task_number AND known.sequence >= head.sequence
)
"""
_HEADS = """
SELECT task_number, sequence, digest FROM trail_anchor_heads
WHERE day = :day ORDER BY task_number COLLATE "C"
"""


class PostgresAnchorBook:
    """Opens transactions that hold the lock."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def work(self) -> AsyncIterator["PostgresAnchorWork | None"]:
        """Committed when the block ends, undone if it raises; None while another replica is at it."""
        async with transaction(self._engine) as connection:
            lock = await execute(connection, "SELECT pg_try_advisory_xact_lock($1)", ANCHOR_LOCK)
            yield PostgresAnchorWork(connection) if lock.scalar_one() else None


class PostgresAnchorWork:
    """What making an anchor needs of the database, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def last(self) -> Anchor | None:
        """The newest anchor; None before the first."""
        query = select(*ANCHOR_COLUMNS).order_by(TRAIL_ANCHORS.c.day.desc()).limit(1)
        row = (await self._connection.execute(query)).mappings().first()
        return Anchor(**row) if row else None

    async def collect(self, day: date, span: Span) -> None:
        """Keep, for that day, the newest entries within the span that no anchor has covered yet."""
        await execute(self._connection, _COLLECT, day, span.begin, span.end)

    async def heads(self, day: date) -> AsyncIterator[Sequence[Head]]:
        """What was kept for a day, sorted by the bytes of the numbers, in parts."""
        heads = text(_HEADS).bindparams(day=day).execution_options(yield_per=PART)
        async for rows in (await self._connection.stream(heads)).partitions():
            yield [Head(*row) for row in rows]

    async def write(self, anchor: Anchor, at: datetime, told: Envelope) -> None:
        """Write the anchor and the event that tells of it."""
        values = {
            "day": anchor.day,
            "number": anchor.number,
            "tasks": anchor.tasks,
            "digest": anchor.digest,
            "made_at": at,
        }
        await self._connection.execute(insert(TRAIL_ANCHORS).values(values))
        await add_to_outbox(self._connection, [told])
