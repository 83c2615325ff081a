"""One test for each fault of the client libraries that `LingeringPull` and `EventBroker` cure."""

import asyncio
from collections.abc import AsyncIterator

import nats
import nkeys
import pytest
from nats.aio.client import Client
from nats.errors import ConnectionClosedError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging.bus import Bus
from shared.messaging.lingering_pull import LingeringPull
from shared.messaging.provisioning import ensure_consumer
from shared.messaging.streams import REGISTER_COMPLAINTS
from shared.settings import Settings
from tests.servers import NatsServer, seed

SUBJECT = "intake.complaint.received.v1.unassigned"


@pytest.fixture
async def pull(bus_connection: Client) -> AsyncIterator[LingeringPull]:
    """A pull on the ledger's consumer."""
    pull = LingeringPull(
        bus_connection,
        REGISTER_COMPLAINTS.stream,
        REGISTER_COMPLAINTS.name,
        window=10,
        inbox_prefix="_INBOX_ledger",
    )
    await pull.open()
    yield pull
    await pull.close()


async def publish(connection: Client, *bodies: bytes) -> None:
    for body in bodies:
        await connection.jetstream().publish(SUBJECT, body)


async def take(pull: LingeringPull, limit: int = 10) -> list[bytes]:
    messages = await asyncio.wait_for(pull.take(limit), 20)
    for message in messages:
        await message.ack()
    return [message.data for message in messages]


async def test_a_fetch_after_a_long_silence_does_not_stall(
    pull: LingeringPull, bus_connection: Client
) -> None:
    waiting = asyncio.create_task(take(pull))
    await asyncio.sleep(
        1
    )  # longer than several looks at the queue; nats-py's fetch would be orphaned
    for number in range(40):
        await publish(bus_connection, str(number).encode())
        assert await waiting == [str(number).encode()]
        waiting = asyncio.create_task(take(pull))
    waiting.cancel()


async def test_more_than_the_window_comes_in_order(
    pull: LingeringPull, bus_connection: Client
) -> None:
    bodies = [str(number).encode() for number in range(95)]
    await publish(bus_connection, *bodies)
    taken: list[bytes] = []
    while len(taken) < len(bodies):
        taken += await take(pull, limit=7)
    assert taken == bodies


async def test_a_missing_consumer_is_asked_for_a_few_times_and_found_again(
    pull: LingeringPull, bus_connection: Client
) -> None:
    js = bus_connection.jetstream()
    await js.delete_consumer(REGISTER_COMPLAINTS.stream, REGISTER_COMPLAINTS.name)
    waiting = asyncio.create_task(take(pull))
    await asyncio.sleep(2)
    assert pull.requests <= 6  # nats-py and FastStream: three to four thousand a second
    await ensure_consumer(js, REGISTER_COMPLAINTS)
    await publish(bus_connection, b"after")
    assert await waiting == [b"after"]


async def test_it_goes_on_after_the_server_was_killed(
    pull: LingeringPull, bus_connection: Client, bus_server: NatsServer
) -> None:
    waiting = asyncio.create_task(take(pull))
    await asyncio.sleep(0)
    bus_server.kill()
    bus_server.start()
    other = await nats.connect(bus_server.url)
    await publish(other, b"after the restart")
    await other.close()
    assert await waiting == [b"after the restart"]


async def test_a_connection_closed_for_good_ends_the_waiting(
    pull: LingeringPull, bus_connection: Client
) -> None:
    await bus_connection.close()
    with pytest.raises(ConnectionClosedError):
        await asyncio.wait_for(pull.take(1), 10)


async def test_what_was_prefetched_goes_back_at_once(
    pull: LingeringPull, bus_connection: Client
) -> None:
    await publish(bus_connection, b"1", b"2", b"3")
    assert await take(pull, limit=1) == [b"1"]
    await bus_connection.flush()
    await pull.close()
    another = LingeringPull(
        bus_connection,
        REGISTER_COMPLAINTS.stream,
        REGISTER_COMPLAINTS.name,
        window=10,
        inbox_prefix="_INBOX_ledger",
    )
    await another.open()
    taken: list[bytes] = []
    while len(taken) < 2:
        taken += await take(another)
    assert sorted(taken) == [b"2", b"3"]
    await another.close()


def _with_user(public_key: str) -> str:
    return f"jetstream: enabled\nauthorization {{ users: [ {{ nkey: {public_key} }} ] }}\n"


async def test_credentials_withdrawn_are_said_and_work_again_when_they_are_back(
    bus_server: NatsServer, settings: Settings, tables: AsyncEngine
) -> None:
    mine = nkeys.from_seed(settings.nats_seed.get_secret_value().encode()).public_key.decode()
    others = nkeys.from_seed(seed().encode()).public_key.decode()
    bus_server.kill()
    bus_server.config = _with_user(mine)
    bus_server.start()
    bus = Bus(settings, "ledger", tables, [])
    await bus.start()
    await says(bus, "")
    bus_server.reload(_with_user(others))
    await says(
        bus, "Authorization Violation"
    )  # FastStream's own callback would end the retrying here
    bus_server.reload(_with_user(mine))
    await says(bus, "")
    await bus.stop()


async def says(bus: Bus, expected: str) -> None:
    async with asyncio.timeout(15):
        while expected not in (problem := await bus.problems()) or bool(problem) != bool(expected):
            await asyncio.sleep(0.02)
