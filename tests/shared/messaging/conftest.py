"""A small service of the tests' own: a consumer, a table it writes, and everything between."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr
from sqlalchemy import Column, MetaData, Table, Text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.messaging.bus import Bus, Subscription
from shared.messaging.inbox import inbox_table
from shared.messaging.outbox import outbox_table
from shared.messaging.parking import parked_table
from shared.messaging.received import Received
from shared.messaging.streams import REGISTER_COMPLAINTS
from shared.settings import Settings
from tests.servers import NatsServer, seed

METADATA = MetaData()
EFFECTS = Table("effects", METADATA, Column("message_id", Text))
outbox_table(METADATA), inbox_table(METADATA), parked_table(METADATA)


@dataclass
class Recorder:
    """A handler that writes one row an event, and raises what a test puts in for an id."""

    failures: dict[str, list[Exception]] = field(default_factory=dict)
    batches: list[list[str]] = field(default_factory=list)

    async def __call__(self, connection: AsyncConnection, events: Sequence[Received]) -> None:
        self.batches.append([event.id for event in events])
        for event in events:
            if self.failures.get(event.id):
                raise self.failures[event.id].pop()
        await connection.execute(EFFECTS.insert(), [{"message_id": event.id} for event in events])


@pytest.fixture
async def tables(engine: AsyncEngine) -> AsyncEngine:
    """The engine, with the three tables of messaging and the effects."""
    async with engine.begin() as connection:
        for table in METADATA.sorted_tables:
            await connection.run_sync(table.create)
    return engine


@pytest.fixture
def settings(bus_server: NatsServer) -> Settings:
    """Settings of the small service."""
    return Settings(
        database_url=SecretStr("unused"),
        nats_urls=bus_server.url,
        nats_seed=SecretStr(seed()),
        token_public_key=SecretStr("unused"),
    )


@pytest.fixture
def recorder() -> Recorder:
    """The small service's handler."""
    return Recorder()


@pytest.fixture
async def bus(
    settings: Settings, tables: AsyncEngine, recorder: Recorder, bus_connection: object
) -> AsyncIterator[Bus]:
    """The small service's bus, started."""
    bus = Bus(settings, "ledger", tables, [Subscription(REGISTER_COMPLAINTS, recorder)])
    await bus.start()
    yield bus
    await bus.stop()
