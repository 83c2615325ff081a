"""Fixtures every test may use: the real servers, a database of its own, a stream server of its own."""

import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import asyncpg
import nats
import pytest
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import make_engine
from shared.messaging.provisioning import provision
from tests.servers import NatsServer, Postgres, nats_server, postgres_server


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder that a server running as another user can reach."""
    with tempfile.TemporaryDirectory(prefix="jiangxin-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def postgres(server_folder: Path) -> Iterator[Postgres]:
    """The PostgreSQL of this test run."""
    with postgres_server(server_folder / "postgres") as server:
        yield server


@pytest.fixture
async def new_database(postgres: Postgres) -> Callable[[], str]:
    """Makes an empty database and returns its address; dropped with the server."""
    admin = await asyncpg.connect(postgres.url("postgres").replace("+asyncpg", ""))
    names = [f"t{uuid.uuid4().hex}" for _ in range(4)]  # a test needs four at most, one a service
    for name in names:
        await admin.execute(f'CREATE DATABASE "{name}"')
    await admin.close()
    return lambda: postgres.url(names.pop())


@pytest.fixture
async def engine(new_database: Callable[[], str]) -> AsyncIterator[AsyncEngine]:
    """An engine on an empty database of this test's own."""
    engine = make_engine(new_database())
    yield engine
    await engine.dispose()


@pytest.fixture
def bus_server(tmp_path: Path) -> Iterator[NatsServer]:
    """A NATS server of this test's own, without accounts; it may be killed and started again."""
    with nats_server(tmp_path / "nats") as server:
        yield server


@pytest.fixture
async def bus_connection(bus_server: NatsServer) -> AsyncIterator[Client]:
    """A plain connection to that server, streams and consumers provisioned."""
    connection = await nats.connect(
        bus_server.url, max_reconnect_attempts=-1, reconnect_time_wait=0.1
    )
    await provision(connection.jetstream())
    yield connection
    await connection.close()
