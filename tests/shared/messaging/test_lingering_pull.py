"""One test for each fault of the client libraries that `LingeringPull` and `EventBroker` cure."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator

import nats
import nkeys
import pytest
from nats.aio.client import Client
from nats.errors import ConnectionClosedError

from shared.messaging.lingering_pull import LingeringPull
from shared.messaging.provisioning import ensure_consumer
from shared.messaging.streams import REGISTER_COMPLAINTS
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


LISTENER = """
import asyncio, sys
from pydantic import SecretStr
from shared.database import make_engine
from shared.messaging.bus import Bus
from shared.settings import Settings

async def main(url, seed):
    settings = Settings(database_url=SecretStr("-"), nats_urls=url, nats_seed=SecretStr(seed),
                        token_public_key=SecretStr("-"))
    bus = Bus(settings, "ledger", make_engine("postgresql+asyncpg://nobody@127.0.0.1:1/none"), [])
    await bus.start()
    while await bus.problems():
        await asyncio.sleep(0.05)
    print("ready", flush=True)
    await asyncio.sleep(60)

asyncio.run(main(*sys.argv[1:]))
"""


def _with_user(public_key: str) -> str:
    return f"jetstream: enabled\nauthorization {{ users: [ {{ nkey: {public_key} }} ] }}\n"


async def test_credentials_withdrawn_from_a_running_service_end_its_process(
    bus_server: NatsServer,
) -> None:
    secret = seed()
    public = nkeys.from_seed(secret.encode()).public_key.decode()
    other = nkeys.from_seed(seed().encode()).public_key.decode()
    bus_server.kill()
    bus_server.config = _with_user(public)
    bus_server.start()
    service = subprocess.Popen(
        [sys.executable, "-c", LISTENER, bus_server.url, secret], stdout=subprocess.PIPE
    )
    try:
        assert service.stdout is not None
        lines = iter(service.stdout.readline, b"")
        assert await asyncio.to_thread(lambda: any(b"ready" == line.strip() for line in lines))
        (bus_server.folder / "nats.conf").write_text(_with_user(other))
        assert bus_server.process is not None
        bus_server.process.send_signal(1)  # SIGHUP: read the configuration again
        assert await asyncio.to_thread(service.wait, 30) == 69
    finally:
        service.kill()
        service.wait()
