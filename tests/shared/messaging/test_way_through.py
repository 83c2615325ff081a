"""From an outbox row to another service's table: once each, at once, whatever is delivered twice."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import nats
from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import transaction
from shared.events.envelope import Envelope, wrap
from shared.events.intake import ComplaintReceived
from shared.messaging.bus import Bus
from shared.messaging.consuming import Refused
from shared.messaging.outbox import add_to_outbox
from shared.messaging.provisioning import provision
from tests.servers import NatsServer
from tests.shared.messaging.conftest import Recorder


def complaint(number: int = 1) -> Envelope:
    now = datetime.now(UTC)
    event = ComplaintReceived(
        complaint_number=f"261123-{number:06}-00",
        received_at=now,
        channel="web_form",
        nature="complaint",
        title="路灯不亮",
        content="门口的路灯三天没有亮。",
    )
    return wrap(event, source="intake", time=now)


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)


async def count(engine: AsyncEngine, table: str) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())


async def send(engine: AsyncEngine, bus: Bus, *envelopes: Envelope) -> None:
    async with transaction(engine) as connection:
        await add_to_outbox(connection, envelopes)
    bus.relay.wake()


async def test_an_event_travels_from_the_outbox_to_the_handler(
    bus: Bus, tables: AsyncEngine
) -> None:
    await send(tables, bus, complaint())

    async def handled_and_noted() -> bool:
        async with tables.connect() as connection:
            row = (
                await connection.execute(text("SELECT published_at, stream_sequence FROM outbox"))
            ).one()
        noted = row.published_at is not None and row.stream_sequence == 1
        return noted and await count(tables, "effects") == 1

    await eventually(handled_and_noted)


async def test_a_thousand_events_arrive_once_each_in_order(
    bus: Bus, tables: AsyncEngine, recorder: Recorder
) -> None:
    envelopes = [complaint(number) for number in range(1000)]
    await send(tables, bus, *envelopes)

    async def handled() -> bool:
        return await count(tables, "effects") == 1000

    await eventually(handled)
    arrived = [identifier for batch in recorder.batches for identifier in batch]
    assert arrived == [str(envelope.id) for envelope in envelopes]


async def test_a_single_message_is_handled_although_no_second_one_ever_comes(
    bus: Bus, tables: AsyncEngine, recorder: Recorder
) -> None:
    envelope = complaint()
    await send(tables, bus, envelope)

    async def handled() -> bool:
        return await count(tables, "effects") == 1

    await eventually(handled)
    assert recorder.batches == [[str(envelope.id)]]


async def test_a_message_delivered_twice_has_one_effect(
    bus: Bus, tables: AsyncEngine, bus_connection: Client, recorder: Recorder
) -> None:
    envelope = complaint()
    await send(tables, bus, envelope)
    headers = {"ce-specversion": "1.0", "ce-id": str(envelope.id), "ce-type": envelope.event.TYPE}
    body = envelope.event.model_dump_json().encode()
    again = {**headers, "Nats-Msg-Id": "another"}  # past the server's own deduplication
    await bus_connection.jetstream().publish(envelope.event.subject(), body, headers=again)
    await send(tables, bus, complaint(2))

    async def handled() -> bool:
        return await count(tables, "effects") == 2

    await eventually(handled)
    assert await count(tables, "inbox") == 2


async def test_a_malformed_message_is_parked_with_its_reason_and_the_rest_goes_on(
    bus: Bus, tables: AsyncEngine, bus_connection: Client
) -> None:
    js = bus_connection.jetstream()
    subject = "intake.complaint.received.v1.unassigned"
    await js.publish(subject, b"not json at all\x00", headers={"ce-id": "bad\x01"})
    await js.publish(
        subject, b"{}", headers={"ce-specversion": "1.0", "ce-id": "b", "ce-type": "x.y.v9"}
    )
    await send(tables, bus, complaint())

    async def handled() -> bool:
        return await count(tables, "effects") == 1 and await count(tables, "parked_messages") == 2

    await eventually(handled)
    async with tables.connect() as connection:
        reasons = (
            (await connection.execute(text("SELECT reason FROM parked_messages"))).scalars().all()
        )
    assert any("unknown event type x.y.v9" in reason for reason in reasons)

    async def told() -> bool:
        return (await js.stream_info("PARKED")).state.messages == 2

    await eventually(told)


async def test_a_refused_event_costs_only_itself(
    bus: Bus, tables: AsyncEngine, recorder: Recorder
) -> None:
    envelopes = [complaint(number) for number in range(20)]
    recorder.failures[str(envelopes[7].id)] = [Refused("no such unit") for _ in range(50)]
    await send(tables, bus, *envelopes)

    async def handled() -> bool:
        return await count(tables, "effects") == 19 and await count(tables, "parked_messages") == 1

    await eventually(handled)


async def test_a_passing_failure_is_tried_again(
    bus: Bus, tables: AsyncEngine, recorder: Recorder
) -> None:
    envelope = complaint()
    recorder.failures[str(envelope.id)] = [RuntimeError("for the moment")]
    await send(tables, bus, envelope)

    async def handled() -> bool:
        return await count(tables, "effects") == 1

    await eventually(handled)
    assert await count(tables, "parked_messages") == 0


async def test_everything_arrives_after_the_server_was_killed_and_started_again(
    bus: Bus, tables: AsyncEngine, bus_server: NatsServer
) -> None:
    await send(tables, bus, complaint(1))
    bus_server.kill()
    await send(tables, bus, complaint(2), complaint(3))
    bus_server.start()

    async def handled() -> bool:
        return await count(tables, "effects") == 3

    await eventually(handled)


async def test_events_of_a_stream_that_was_lost_are_published_again(
    bus: Bus, tables: AsyncEngine, bus_server: NatsServer
) -> None:
    await send(tables, bus, complaint(1), complaint(2))

    async def handled() -> bool:
        return await count(tables, "effects") == 2

    await eventually(handled)
    bus_server.kill()
    shutil.rmtree(bus_server.folder / "store")
    bus_server.start()
    fresh = await nats.connect(bus_server.url)
    await provision(fresh.jetstream())

    async def back() -> bool:
        return (await fresh.jetstream().stream_info("INTAKE")).state.messages == 2

    await eventually(back)
    await fresh.close()
    assert await count(tables, "effects") == 2
