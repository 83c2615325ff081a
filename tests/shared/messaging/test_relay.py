"""One relay is active per database; another takes over; an event that cannot go holds back no other."""

import asyncio
from datetime import UTC, datetime

import pytest
from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import transaction
from shared.messaging.outbox import add_to_outbox
from shared.messaging.publishing import SINGLY
from shared.messaging.relay import RELAY_LOCK, Relay
from tests.shared.messaging.test_way_through import complaint, count, eventually


async def test_a_standby_takes_over_when_the_active_relay_is_gone(
    tables: AsyncEngine, bus_connection: Client
) -> None:
    first, second = Relay(tables), Relay(tables)
    running = asyncio.create_task(first.run(bus_connection))

    async def first_is_active() -> bool:
        return first.active

    await eventually(first_is_active)
    standing_by = asyncio.create_task(second.run(bus_connection))
    await asyncio.sleep(0.6)
    assert not second.active
    running.cancel()

    async def second_is_active() -> bool:
        return second.active

    await eventually(second_is_active)
    standing_by.cancel()


async def test_a_relay_whose_session_was_ended_takes_its_lock_again(
    tables: AsyncEngine, bus_connection: Client
) -> None:
    relay = Relay(tables)
    running = asyncio.create_task(relay.run(bus_connection))

    async def active() -> bool:
        return relay.active

    for _ in range(3):
        await eventually(active)
        async with tables.connect() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks "
                    "WHERE locktype = 'advisory' AND objid = :key"
                ),
                {"key": RELAY_LOCK},
            )
            await connection.commit()
        async with transaction(tables) as connection:
            await add_to_outbox(connection, [complaint()])

        async def drained() -> bool:
            async with tables.connect() as connection:
                waiting = "SELECT count(*) FROM outbox WHERE published_at IS NULL"
                return (await connection.execute(text(waiting))).scalar_one() == 0

        await eventually(drained)
    running.cancel()


async def test_an_event_too_large_for_the_stream_holds_back_no_other(
    tables: AsyncEngine, bus_connection: Client
) -> None:
    small, large, last = complaint(1), complaint(2), complaint(3)
    async with transaction(tables) as connection:
        await add_to_outbox(connection, [small, large, last])
        await connection.execute(
            text(
                "UPDATE outbox SET payload = convert_to(repeat('x', 2000000), 'UTF8') WHERE event_id = :id"
            ),
            {"id": large.id},
        )
    relay = Relay(tables)
    running = asyncio.create_task(relay.run(bus_connection))

    async def noted() -> bool:
        async with tables.connect() as connection:
            row = (
                await connection.execute(
                    text("SELECT published_at, last_error FROM outbox WHERE event_id = :id"),
                    {"id": large.id},
                )
            ).one()
            published = await connection.execute(
                text("SELECT count(*) FROM outbox WHERE published_at IS NOT NULL")
            )
            return (
                row.published_at is None
                and "too large" in (row.last_error or "")
                and published.scalar_one() == 2
            )

    await eventually(noted)
    running.cancel()


@pytest.mark.parametrize("events", [SINGLY, SINGLY + 1, 1200])
async def test_events_go_out_in_the_order_they_were_written(
    tables: AsyncEngine, bus_connection: Client, events: int
) -> None:
    envelopes = [complaint(number) for number in range(events)]
    async with transaction(tables) as connection:
        await add_to_outbox(connection, envelopes)
    relay = Relay(tables)
    running = asyncio.create_task(relay.run(bus_connection))
    js = bus_connection.jetstream()

    async def out() -> bool:
        return (await js.stream_info("INTAKE")).state.messages == events

    await eventually(out)
    running.cancel()
    for sequence in {1, SINGLY - 1, min(501, events), events}:
        message = await js.get_msg("INTAKE", sequence)
        assert message.headers is not None
        assert message.headers["ce-id"] == str(envelopes[sequence - 1].id)
        assert datetime.fromisoformat(message.headers["ce-time"]).tzinfo == UTC
    assert await count(tables, "outbox") == events
