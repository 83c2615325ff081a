"""Registration: complaint events into tasks, trail and outgoing events, beside raw COPY of the same rows.

COPY is what PostgreSQL can take from one Python process at best: nothing is read, checked, routed or
decided, the rows lie ready. Its batches are of 500, one after the other; the ledger's are as in service.
"""

import asyncio
import gc
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from time import perf_counter, process_time
from typing import Any, TypeVar

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.events import in_batches, messages, received
from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Reading,
    Target,
    ratios,
)
from benchmarks.peers.add_all import add_all, as_objects
from benchmarks.rounds import take_turns
from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks
from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.registrations import PostgresRegistrations
from services.ledger.domain.routing import Turns
from services.ledger.entrypoints.subscriptions import subscriptions
from services.ledger.handlers.register_complaints import RegisterComplaints
from shared.clock import SystemClock
from shared.database import make_engine, transaction
from shared.language import Text
from shared.messaging.consuming import BatchProcessor
from shared.messaging.received import raw_message, read

COMPLAINTS = 6_000
COPY_BATCH = 500
TABLES = ("tasks", "trail", "outbox")
_EMPTY = """
ALTER TABLE trail DISABLE TRIGGER trail_is_append_only;
TRUNCATE tasks, trail, outbox, inbox, words_waiting;
ALTER TABLE trail ENABLE TRIGGER trail_is_append_only
"""

T = TypeVar("T")
Rows = list[tuple[str, list[str], list[tuple[Any, ...]]]]
"""A batch as it lies in the tables: table, columns, records."""


class Registration:
    """The contenders, on one database that is emptied before each turn."""

    def __init__(self, engine: AsyncEngine, connection: asyncpg.Connection) -> None:
        self._engine, self._connection = engine, connection
        self._register = RegisterComplaints(
            CachedDirectory(engine),
            PostgresRegistrations(),
            CachedRulebooks(engine),
            SystemClock(),
            Turns(start=random.randrange(1000)),
        )
        self._subscription = subscriptions(self._register)[0]
        self._envelopes = received(1, COMPLAINTS)
        self._rows: list[Rows] = []

    async def prepare(self) -> None:
        """Register once, and keep the rows that came of it for COPY and for the ORM."""
        await self.from_messages()
        numbers = [each.event.aggregate_id() for each in self._envelopes]
        for batch in in_batches(numbers, COPY_BATCH):
            self._rows.append([await self._found(table, batch) for table in TABLES])

    async def from_messages(self) -> Reading:
        """All that the service does between fetching a batch and acknowledging it."""
        process = BatchProcessor(
            self._engine, self._subscription.consumer, self._register, on_commit=lambda: None
        )
        delivered = messages(self._envelopes)
        batches = in_batches(delivered, self._subscription.batch)
        reading = await self._timed(batches, lambda batch: process(list(batch)))
        if await self._connection.fetchval("SELECT count(*) FROM tasks") != COMPLAINTS:
            raise RuntimeError("not every complaint became a task")
        return reading

    async def handler_alone(self) -> Reading:
        """The handler with its transaction; events read beforehand, no inbox."""
        events = [read(raw_message(message)) for message in messages(self._envelopes)]

        async def register(batch: Sequence[Any]) -> None:
            async with transaction(self._engine) as connection:
                await self._register(connection, batch)

        return await self._timed(in_batches(events, self._subscription.batch), register)

    async def copy(self) -> Reading:
        """The same rows with COPY, a transaction a batch."""
        return await self._timed(self._rows, self._copy, in_flight=1)

    async def orm(self) -> Reading:
        """The same rows as objects in a session: `add_all`, commit, a batch of 500 at a time."""
        batches = [as_objects(batch) for batch in self._rows]
        return await self._timed(batches, lambda batch: add_all(self._engine, batch), in_flight=1)

    async def _copy(self, batch: Rows) -> None:
        async with self._connection.transaction():
            for table, columns, records in batch:
                await self._connection.copy_records_to_table(
                    table, columns=columns, records=records
                )

    async def _timed(
        self,
        batches: Iterable[T],
        work: Callable[[T], Awaitable[None]],
        in_flight: int | None = None,
    ) -> Reading:
        """Complaints a second, that many batches at once, into empty tables."""
        await self._connection.execute(_EMPTY)
        waiting = iter(batches)

        async def go() -> None:
            for batch in waiting:
                await work(batch)

        # As `shared.running.serve` does: what lay ready before is none of the collector's business.
        gc.collect()
        gc.freeze()
        started, used = perf_counter(), process_time()
        await asyncio.gather(*(go() for _ in range(in_flight or self._subscription.in_flight)))
        return {
            "rate": COMPLAINTS / (perf_counter() - started),
            "cpu": 1e6 * (process_time() - used) / COMPLAINTS,
        }

    async def _found(self, table: str, numbers: Sequence[str]) -> tuple[str, list[str], list[Any]]:
        key = "aggregate_id" if table == "outbox" else "task_number"
        rows = await self._connection.fetch(f"SELECT * FROM {table} WHERE {key} = ANY($1)", numbers)
        columns = [name for name in rows[0].keys() if (table, name) != ("outbox", "id")]  # noqa: SIM118 - a Record
        return table, columns, [tuple(row[name] for name in columns) for row in rows]


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares."""
    async with installation(bench.folder) as place:
        await place.start_postgres(["ledger"])
        return await _measure(bench, place)


async def _measure(bench: Bench, place: Installation) -> Outcome:
    engine = make_engine(place.engine_url("ledger"))
    try:
        async with place.database("ledger") as connection:
            registration = Registration(engine, connection)
            await registration.prepare()
            figures = await take_turns(bench, MEASUREMENT.title, _contenders(registration))
    finally:
        await engine.dispose()
    claims = [
        Claim(
            Text("登记 ÷ COPY", "registration beside COPY"),
            ratios(figures, "messages", "copy"),
            target=Target(0.50),
        ),
        Claim(
            Text("登记处理程序 ÷ COPY", "the handler alone beside COPY"),
            ratios(figures, "handler", "copy"),
        ),
        Claim(
            Text("登记 ÷ ORM add_all", "registration beside ORM add_all"),
            ratios(figures, "messages", "orm"),
        ),
    ]
    return Outcome(figures, claims, place.troubles)


def _contenders(registration: Registration) -> list[Contender]:
    return [
        Contender(
            "messages",
            Text(
                "从消息到提交：校验、收件箱、派单、期限、痕迹、发件箱",
                "from message to commit: validation, inbox, routing, deadline, trail, outbox",
            ),
            1.5,
            registration.from_messages,
        ),
        Contender(
            "handler",
            Text("只有处理程序与事务", "the handler and its transaction alone"),
            1.0,
            registration.handler_alone,
        ),
        Contender("copy", Text("COPY 同样的行", "COPY of the same rows"), 0.7, registration.copy),
        Contender(
            "orm",
            Text("ORM add_all 同样的行", "ORM add_all of the same rows"),
            6.0,
            registration.orm,
        ),
    ]


MEASUREMENT = Measurement(
    "registration",
    Text("登记：诉求事件成为任务", "Registration: complaint events become tasks"),
    run,
)
