"""Fixtures every test may use: the real servers, a database of its own, a stream server of its own."""

import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import nats
import pytest
from hypothesis import settings
from nats.aio.client import Client
from playwright.async_api import Browser, async_playwright
from sqlalchemy.ext.asyncio import AsyncEngine
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from shared.database import make_engine
from shared.messaging.provisioning import provision
from tests.servers import NatsServer, Postgres, nats_server, postgres_server

settings.register_profile("jiangxin", deadline=None)  # how long a test takes proves nothing
settings.load_profile("jiangxin")
CHROMIUM = shutil.which("chromium")
SPLIT = {"shared", "ledger"}
"""Folders whose own folders may be tested at the same time as one another."""


class ByFolder(LoadScopeScheduling):
    """What shares servers runs in one worker: a folder of tests is never divided."""

    def _split_scope(self, nodeid: str) -> str:
        folders = nodeid.split("::", 1)[0].split("/")[1:-1]
        return "/".join(folders[: 2 if folders[0] in SPLIT else 1])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFolder:
    """How `make test` divides the tests among its workers."""
    return ByFolder(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys take longest, so they begin first; without a browser its tests are skipped, and say so."""
    items.sort(key=lambda item: "journeys" not in item.path.parts)
    for item in items:
        if CHROMIUM is None and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="needs Debian's package chromium"))


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
async def new_database(postgres: Postgres) -> str:
    """The address of an empty database; it goes with the server."""
    name = f"t{uuid.uuid4().hex}"
    admin = await asyncpg.connect(postgres.url("postgres").replace("+asyncpg", ""))
    await admin.execute(f'CREATE DATABASE "{name}"')
    await admin.close()
    return postgres.url(name)


@pytest.fixture
async def engine(new_database: str) -> AsyncIterator[AsyncEngine]:
    """An engine on an empty database of this test's own."""
    engine = make_engine(new_database)
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


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, headless; a test opens a context of its own in it."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()
