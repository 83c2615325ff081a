"""What was put aside is handled once its cause is gone, once, and the bus is told."""

import pytest
from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.events.envelope import Envelope
from shared.messaging.bus import Bus
from shared.messaging.consuming import Refused
from tests.shared.messaging.conftest import Recorder
from tests.shared.messaging.test_way_through import complaint, count, eventually, send


@pytest.fixture
async def refused(bus: Bus, tables: AsyncEngine, recorder: Recorder) -> Envelope:
    """A complaint that the handler refused, and would take the next time."""
    envelope = complaint()
    recorder.failures[str(envelope.id)] = [Refused("no such category")]
    await send(tables, bus, envelope)

    async def parked() -> bool:
        return await count(tables, "parked_messages") == 1

    await eventually(parked)
    return envelope


async def test_a_message_whose_cause_is_gone_is_handled_and_leaves_the_list(
    bus: Bus, tables: AsyncEngine, refused: Envelope, bus_connection: Client
) -> None:
    (aside,) = await bus.retry.put_aside()
    assert aside.reason == "no such category"
    assert await bus.retry(aside) == ""
    assert await _effects(tables) == [str(refused.id)]
    assert await bus.retry.put_aside() == []

    async def told() -> bool:
        waiting = (
            "outbox WHERE event_type = 'parked.message.retried.v1' AND published_at IS NOT NULL"
        )
        return await count(tables, waiting) == 1

    await eventually(told)
    last = await bus_connection.jetstream().get_last_msg(
        "PARKED", "parked.ledger.ledger-register-complaints.retried.v1"
    )
    assert last.data is not None
    assert str(refused.id).encode() in last.data


async def test_retried_twice_it_is_handled_once(
    bus: Bus, tables: AsyncEngine, refused: Envelope
) -> None:
    (aside,) = await bus.retry.put_aside()
    assert [await bus.retry(aside), await bus.retry(aside)] == ["", ""]
    assert await _effects(tables) == [str(refused.id)]


async def test_a_message_that_fails_again_stays_with_the_new_reason(
    bus: Bus, tables: AsyncEngine, recorder: Recorder, refused: Envelope
) -> None:
    recorder.failures[str(refused.id)] = [Refused("no such district")]
    (aside,) = await bus.retry.put_aside()
    assert await bus.retry(aside) == "no such district"
    (still,) = await bus.retry.put_aside()
    assert still.reason == "no such district"
    assert await _effects(tables) == []


async def test_a_message_that_still_is_no_event_stays(bus: Bus, tables: AsyncEngine) -> None:
    envelope = complaint()
    async with tables.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO parked_messages (consumer, message_id, subject, stream, stream_sequence,"
                " deliveries, reason, headers, payload) VALUES ('ledger-register-complaints', :id,"
                " 'intake.x', 'INTAKE', 1, 1, 'not an event', '{}', '{}')"
            ),
            {"id": str(envelope.id)},
        )
    (aside,) = await bus.retry.put_aside([str(envelope.id)])
    assert "CloudEvents" in await bus.retry(aside)
    assert len(await bus.retry.put_aside()) == 1


async def _effects(tables: AsyncEngine) -> list[str]:
    async with tables.connect() as connection:
        found = await connection.execute(text("SELECT message_id FROM effects"))
        return list(found.scalars())
