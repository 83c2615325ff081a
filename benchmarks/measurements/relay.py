"""Relay: the outbox into the stream, as atomic batches beside one event after the other.

NATS flushes every write to disk here as in every installation (`sync_interval: always`): one flush for
an atomic batch, one for each event otherwise.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter

import asyncpg
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.events import received
from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Figures,
    Measurement,
    Outcome,
    Reading,
    Target,
    ratios,
)
from benchmarks.rounds import take_turns
from shared.database import autocommit, execute, make_engine, transaction
from shared.language import Text
from shared.messaging import publishing
from shared.messaging.outbox import add_to_outbox
from shared.messaging.relay import Relay

MANY, FEW = 10_000, 1_000
"""Events a turn: enough for a second or so."""
IN_FLIGHT = 500
_WAITING = """
SELECT id, event_id, event_type, subject, source, aggregate_id, aggregate_version, time,
       correlation_id, causation_id, traceparent, payload
FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT $1
"""
_DONE = """
UPDATE outbox SET published_at = now(), stream_sequence = landed.sequence
FROM unnest($1::bigint[], $2::bigint[]) AS landed(id, sequence) WHERE outbox.id = landed.id
"""
_LEFT = "SELECT count(*) FROM outbox WHERE published_at IS NULL"


class Relaying:
    """The contenders, on intake's outbox and the stream INTAKE."""

    def __init__(self, engine: AsyncEngine, connection: asyncpg.Connection, nats: Client) -> None:
        self._engine, self._connection, self._nats = engine, connection, nats
        self._next = 1

    async def as_in_service(self) -> Reading:
        """The relay that every service runs."""
        relay = Relay(self._engine)
        running = asyncio.create_task(relay.run(self._nats))
        try:
            while not relay.active:
                await asyncio.sleep(0.01)
            return await self._timed(MANY, relay.wake, self._until_empty)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def many_in_flight(self) -> Reading:
        """Each event its own publish, 500 acknowledgements awaited together."""
        return await self._timed(FEW * 3, _nothing, lambda: self._publish(IN_FLIGHT))

    async def one_by_one(self) -> Reading:
        """Publish, await the acknowledgement, mark the row; then the next."""
        return await self._timed(FEW, _nothing, lambda: self._publish(1))

    async def _timed(
        self, count: int, begin: Callable[[], None], work: Callable[[], Awaitable[None]]
    ) -> Reading:
        await self._connection.execute("TRUNCATE outbox")
        envelopes = received(self._next, count)
        self._next += count
        started = 0.0
        async with transaction(self._engine) as connection:
            for start in range(0, count, 1000):
                await add_to_outbox(connection, envelopes[start : start + 1000])
            started = perf_counter()
        begin()
        await work()
        return {"rate": count / (perf_counter() - started)}

    async def _until_empty(self) -> None:
        while await self._connection.fetchval(_LEFT):
            await asyncio.sleep(0.01)

    async def _publish(self, at_once: int) -> None:
        """With the relay's own statements, but each event published by itself."""
        async with autocommit(self._engine).connect() as database:
            while rows := list((await execute(database, _WAITING, at_once)).mappings()):
                answers = await asyncio.gather(
                    *(publishing._publish_one(self._nats, "INTAKE", row) for row in rows)
                )
                await execute(database, _DONE, [row["id"] for row in rows], answers)


def _nothing() -> None:
    """No relay to wake."""


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares."""
    async with installation(bench.folder) as place:
        await asyncio.gather(place.start_postgres(["intake"]), place.start_nats())
        figures = await _measure(bench, place)
    claims = [
        Claim(
            Text("原子批次 ÷ 逐条发布，500 条在途", "atomic batches beside singles, 500 in flight"),
            ratios(figures, "relay", "many"),
            target=Target(5.0),
        ),
        Claim(
            Text("原子批次 ÷ 一条确认后再发下一条", "atomic batches beside one after the other"),
            ratios(figures, "relay", "one"),
        ),
    ]
    return Outcome(figures, claims, place.troubles)


async def _measure(bench: Bench, place: Installation) -> list[Figures]:
    engine = make_engine(place.engine_url("intake"))
    try:
        async with place.database("intake") as connection, place.bus("intake") as nats:
            relaying = Relaying(engine, connection, nats)
            return await take_turns(bench, MEASUREMENT.title, _contenders(relaying))
    finally:
        await engine.dispose()


def _contenders(relaying: Relaying) -> list[Contender]:
    return [
        Contender(
            "relay",
            Text("中继：原子批次，最多 500 条", "the relay: atomic batches of up to 500"),
            2.0,
            relaying.as_in_service,
        ),
        Contender(
            "many",
            Text("逐条发布，500 条在途", "single publishes, 500 in flight"),
            2.0,
            relaying.many_in_flight,
        ),
        Contender(
            "one", Text("一条确认后再发下一条", "one after the other"), 2.0, relaying.one_by_one
        ),
    ]


MEASUREMENT = Measurement(
    "relay",
    Text("中继：从发件箱到消息流", "Relay: from the outbox to the stream"),
    run,
)
