"""Registering over the real bus: delivered twice, in two batches at once, malformed among them."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.entrypoints.subscriptions import subscriptions
from services.ledger.handlers.register_complaints import RegisterComplaints
from services.ledger.settings import LedgerSettings
from shared.messaging.bus import Bus
from shared.messaging.received import RawMessage
from tests.ledger.complaints import complaint, number, received
from tests.ledger.reading import count, rows
from tests.servers import NatsServer


@pytest.fixture
async def bus(
    settings: LedgerSettings,
    bus_server: NatsServer,
    bus_connection: Client,
    ledger: AsyncEngine,
    register: RegisterComplaints,
) -> AsyncIterator[Bus]:
    """The ledger's bus, started."""
    assert bus_connection
    reachable = settings.model_copy(update={"nats_urls": bus_server.url})
    bus = Bus(reachable, "ledger", ledger, subscriptions(register))
    await bus.start()
    yield bus
    await bus.stop()


async def publish(connection: Client, raw: RawMessage, *, message_id: str = "") -> None:
    headers = {**raw.headers, "Nats-Msg-Id": message_id or raw.id}
    await connection.jetstream().publish(raw.subject, raw.data, headers=headers)


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    limit = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < limit, "it did not happen in time"
        await asyncio.sleep(0.02)


async def test_five_hundred_complaints_delivered_twice_become_five_hundred_tasks(
    bus: Bus, ledger: AsyncEngine, bus_connection: Client
) -> None:
    raws = [received(complaint(index)).raw for index in range(500)]
    for raw in raws:
        await publish(bus_connection, raw)
        await publish(bus_connection, raw, message_id=f"again-{raw.id}")

    async def told() -> bool:
        info = await bus_connection.jetstream().consumer_info(
            "INTAKE", "ledger-register-complaints"
        )
        return (info.num_pending, info.num_ack_pending) == (0, 0)

    await eventually(told)
    assert await count(ledger, "tasks") == 500
    assert await count(ledger, "trail") == 1000
    events = await rows(
        ledger, "SELECT event_type FROM outbox WHERE event_type LIKE 'ledger.task.%'"
    )
    assert len(events) == 1000


async def test_what_happened_is_published_for_others_to_hear(
    bus: Bus, ledger: AsyncEngine, bus_connection: Client
) -> None:
    subscription = await bus_connection.subscribe("ledger.task.>")
    await publish(bus_connection, received(complaint()).raw)
    heard = [await subscription.next_msg(timeout=20) for _ in range(2)]
    assert [message.subject for message in heard] == [
        "ledger.task.registered.v1.unassigned",
        "ledger.task.dispatched.v1.urban-management",
    ]


async def test_a_malformed_event_is_parked_and_the_rest_goes_on(
    bus: Bus, ledger: AsyncEngine, bus_connection: Client
) -> None:
    good = received(complaint()).raw
    await bus_connection.jetstream().publish(good.subject, b"not an event")
    await publish(bus_connection, good)

    async def done() -> bool:
        return (await count(ledger, "tasks"), await count(ledger, "parked_messages")) == (1, 1)

    await eventually(done)
    assert (await rows(ledger, "SELECT task_number FROM tasks"))[0]["task_number"] == number(1)


async def test_one_complaint_told_twice_under_different_ids_is_one_task_even_at_the_same_moment(
    bus: Bus, ledger: AsyncEngine, bus_connection: Client
) -> None:
    for _ in range(2):
        for index in range(200):
            await publish(bus_connection, received(complaint(index)).raw)

    async def told() -> bool:
        info = await bus_connection.jetstream().consumer_info(
            "INTAKE", "ledger-register-complaints"
        )
        return (info.num_pending, info.num_ack_pending) == (0, 0)

    await eventually(told, seconds=60)
    assert [await count(ledger, table) for table in ("tasks", "trail")] == [200, 400]
    assert await count(ledger, "parked_messages") == 0
