"""The relay: takes rows of the outbox to their stream, in order, and notes where they landed.

One relay is active per database (a session advisory lock on the connection it works with); those of
other replicas stand by and take over when it is gone. Up to `BATCH` rows travel as one atomic batch,
which the server stores with a handful of disk flushes.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.database import autocommit, execute
from shared.logs import get_logger
from shared.messaging.meters import OUTBOX_AGE, PUBLISHED, RELAY_ACTIVE, REPLAYED
from shared.messaging.publishing import OutboxRow, Refusal, publish
from shared.messaging.streams import stream_of

log = get_logger(__name__)

RELAY_LOCK = 7_215_005
BATCH = 500
POLL_SECONDS = 0.2
"""Other replicas write rows too; their signal does not reach this process."""
STANDBY_SECONDS = 0.5

_WAITING = """
SELECT id, event_id, event_type, subject, source, aggregate_id, aggregate_version, time,
       correlation_id, causation_id, traceparent, payload, created_at
FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT $1
"""
_PUBLISHED = """
UPDATE outbox SET published_at = now(), stream_sequence = landed.sequence, last_error = NULL
FROM unnest($1::bigint[], $2::bigint[]) AS landed(id, sequence) WHERE outbox.id = landed.id
"""
_FAILED = "UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE id = ANY($1::bigint[])"
_LOST = """
UPDATE outbox SET published_at = NULL, stream_sequence = NULL
WHERE published_at IS NOT NULL AND stream_sequence > $1 AND subject LIKE $2
"""
_FORGETFUL = "SET synchronous_commit = off"
"""For what the relay notes, not for what it reads: a note lost with the power means that a row is published
again, which readers recognise by its id. It is one flush to disk less for every batch."""


class Relay:
    """Runs for as long as the service does; `wake` after a commit makes it look at once.

    Args:
        rest: seconds between two looks under load. The first row never waits; those that come while it
            rests travel as one batch, which costs as much as one row. 0 where every millisecond counts.
    """

    def __init__(self, engine: AsyncEngine, rest: float = 0.0) -> None:
        self._engine, self._rest = autocommit(engine), rest
        self._wake = asyncio.Event()
        self.active = False

    def wake(self) -> None:
        """Rows were committed; publish them now."""
        self._wake.set()

    async def run(self, connection: Client) -> None:
        """Work until cancelled. Trouble with NATS or the database is logged and outlived."""
        while True:
            try:
                async with self._session() as database:
                    await self._work(database, connection)
            except (SQLAlchemyError, OSError, NatsError, JetStreamError, TimeoutError) as error:
                log.warning("relay_interrupted", error=f"{type(error).__name__}: {error}"[:300])
            finally:
                self.active = False
                RELAY_ACTIVE.set(0)
            await asyncio.sleep(STANDBY_SECONDS)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncConnection]:
        """A connection that is closed afterwards: back in the pool it would still hold the lock."""
        async with self._engine.connect() as database:
            try:
                yield database
            finally:
                await database.invalidate()

    async def _work(self, database: AsyncConnection, nats: Client) -> None:
        while not await self._take_lock(database):
            await asyncio.sleep(STANDBY_SECONDS)
        await execute(database, _FORGETFUL)
        self.active = True
        RELAY_ACTIVE.set(1)
        log.info("relay_active")
        epoch = -1
        while True:
            if nats.is_connected and epoch != nats.stats["reconnects"]:
                await replay_lost(database, nats)
                epoch = nats.stats["reconnects"]
            self._wake.clear()
            published = await self._drain(database, nats) if nats.is_connected else 0
            if 0 < published < BATCH:
                await asyncio.sleep(self._rest)
            if published < BATCH:
                await self._pause()

    async def _take_lock(self, database: AsyncConnection) -> bool:
        result = await execute(database, "SELECT pg_try_advisory_lock($1)", RELAY_LOCK)
        return bool(result.scalar_one())

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), POLL_SECONDS)
        except TimeoutError:
            return

    async def _drain(self, database: AsyncConnection, nats: Client) -> int:
        """Publish up to `BATCH` waiting rows. Returns how many were published."""
        rows: list[OutboxRow] = list((await execute(database, _WAITING, BATCH)).mappings())
        OUTBOX_AGE.set(_age(rows))
        published = 0
        for stream, group in groupby(rows, key=_stream):
            published += await self._publish(database, nats, stream, list(group))
        return published

    async def _publish(
        self, database: AsyncConnection, nats: Client, stream: str, rows: list[OutboxRow]
    ) -> int:
        landed, refused = await publish(nats, stream, rows)
        if landed:
            ids = [row["id"] for row, _ in landed]
            await execute(database, _PUBLISHED, ids, [sequence for _, sequence in landed])
            PUBLISHED.labels(stream).inc(len(landed))
        if refused:
            await self._note(database, refused)
        return len(landed)

    async def _note(self, database: AsyncConnection, refused: Sequence[Refusal]) -> None:
        reasons: dict[str, list[int]] = {}
        for row, reason in refused:
            reasons.setdefault(reason[:500], []).append(row["id"])
        for reason, ids in reasons.items():
            log.error("events_not_published", events=len(ids), first_id=ids[0], reason=reason)
            await execute(database, _FAILED, ids, reason)
        await asyncio.sleep(STANDBY_SECONDS)


async def replay_lost(database: AsyncConnection, nats: Client) -> int:
    """Mark rows for publishing again whose sequence a stream no longer has. Returns how many.

    A stream that was lost or truncated has a last sequence below the one it acknowledged. Readers
    recognise repeated events by their id.
    """
    sources = (
        await execute(database, "SELECT DISTINCT split_part(subject, '.', 1) FROM outbox")
    ).scalars()
    lost = 0
    for publisher in list(sources):
        stream = stream_of(publisher)
        info = await nats.jetstream().stream_info(stream)
        result: Any = await execute(database, _LOST, info.state.last_seq, f"{publisher}.%")
        if result.rowcount:
            log.error("stream_went_backwards", stream=stream, events=result.rowcount)
            REPLAYED.labels(stream).inc(result.rowcount)
            lost += result.rowcount
    return lost


def _stream(row: OutboxRow) -> str:
    return stream_of(str(row["subject"]).split(".", 1)[0])


def _age(rows: Sequence[OutboxRow]) -> float:
    if not rows:
        return 0.0
    created: datetime = rows[0]["created_at"]
    return max(0.0, (datetime.now(UTC) - created).total_seconds())
