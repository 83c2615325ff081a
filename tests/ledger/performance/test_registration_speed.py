"""How fast registering is beside copying the very same rows. Printed, not asserted: machines differ."""

import asyncio
import statistics
import time
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.handlers.register_complaints import RegisterComplaints
from shared.database import transaction
from shared.messaging.inbox import first_time
from shared.messaging.received import RawMessage, Received, read
from tests.ledger.complaints import complaint, received
from tests.ledger.reading import empty

BATCH, BATCHES, ROUNDS = 100, 10, 3
TABLES = ("inbox", "tasks", "trail", "outbox")


def batches(round_: int) -> list[list[RawMessage]]:
    """Raw messages of distinct complaints with about three hundred characters each."""
    first = round_ * BATCH * BATCHES
    words = "滨湖区文华路 8 号门口的路灯坏了三天，晚上老人出门看不清台阶。" * 9
    raws = [received(complaint(first + n, content=words)).raw for n in range(BATCH * BATCHES)]
    return [raws[start : start + BATCH] for start in range(0, len(raws), BATCH)]


async def handle(engine: AsyncEngine, register: RegisterComplaints, raws: list[RawMessage]) -> None:
    events: list[Received] = [read(raw) for raw in raws]
    async with transaction(engine) as connection:
        await first_time(connection, "ledger-register-complaints", [event.id for event in events])
        await register(connection, events)


async def registering(
    engine: AsyncEngine, register: RegisterComplaints, work: list[list[RawMessage]]
) -> float:
    """Tasks a second, two batches in flight."""
    queue = iter(work)

    async def worker() -> None:
        for raws in queue:
            await handle(engine, register, raws)

    started = time.perf_counter()
    await asyncio.gather(worker(), worker())
    return BATCH * BATCHES / (time.perf_counter() - started)


async def copying(connection: Any, columns: dict[str, list[str]], rows: dict[str, Any]) -> float:
    """Tasks a second for the same rows into the same empty tables, a batch a transaction."""
    started = time.perf_counter()
    for index in range(BATCHES):
        async with connection.transaction():
            for table in TABLES:
                part = rows[table][index]
                await connection.copy_records_to_table(table, records=part, columns=columns[table])
    return BATCH * BATCHES / (time.perf_counter() - started)


async def test_registering_beside_copying(
    ledger: AsyncEngine, register: RegisterComplaints
) -> None:
    url = ledger.url.render_as_string(hide_password=False).replace("+asyncpg", "")
    plain = await asyncpg.connect(url)
    await empty(ledger, TABLES)
    await registering(ledger, register, batches(99))  # warm caches and prepared statements
    ratios = []
    for round_ in range(ROUNDS):
        await empty(ledger, TABLES)
        speed = await registering(ledger, register, batches(round_))
        columns, rows = await written(plain)
        await empty(ledger, TABLES)
        limit = await copying(plain, columns, rows)
        ratios.append(speed / limit)
        print(f"registered {speed:,.0f}/s, copied {limit:,.0f}/s, ratio {speed / limit:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f}")
    await plain.close()


async def written(connection: Any) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """What registering left in each table, in batches, ready for COPY."""
    columns, rows = {}, {}
    for table in TABLES:
        records = await connection.fetch(f"SELECT * FROM {table}")
        assert records
        names = [name for name in dict(records[0]) if not (table == "outbox" and name == "id")]
        plain = [tuple(record[name] for name in names) for record in records]
        size = len(plain) // BATCHES
        columns[table] = names
        rows[table] = [plain[start : start + size] for start in range(0, len(plain), size)]
    return columns, rows
