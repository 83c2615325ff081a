"""A notifier on an empty database of its own, with a real mail server."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.tables import METADATA
from services.notifier.app import MIGRATIONS
from services.notifier.delivering import make_deliverer
from services.notifier.entrypoints.deliverer import Deliverer
from services.notifier.settings import NotifierSettings
from services.notifier.ways_out import make_transports
from shared.clock import Clock, SystemClock
from shared.database import make_engine
from shared.migrating import migrate
from tests.emptying import empty
from tests.notifier.mail_server import MailServer, mail_server
from tests.servers import Postgres

QUICK = "0.05,0.05"
"""Waits for tests: two repetitions, soon."""

MakeSettings = Callable[..., NotifierSettings]


@pytest.fixture(scope="session")
async def migrated(postgres: Postgres) -> str:
    """The address of a database that has been through the migrations; all tests take turns in it."""
    name = "notifier_tests"
    admin = await asyncpg.connect(postgres.url("postgres").replace("+asyncpg", ""))
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    engine = make_engine(postgres.url(name))
    await migrate(engine, MIGRATIONS)
    await engine.dispose()
    return postgres.url(name)


@pytest.fixture
async def tables(migrated: str) -> AsyncIterator[AsyncEngine]:
    """An engine on that database, with empty tables."""
    engine = make_engine(migrated)
    await empty(engine, METADATA.tables)
    yield engine
    await engine.dispose()


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server of this test's own."""
    with mail_server() as server:
        yield server


@pytest.fixture
def settings(mail: MailServer, monkeypatch: pytest.MonkeyPatch) -> MakeSettings:
    """Makes settings that send to the mail server and are quick to try again."""
    monkeypatch.delenv("JIANGXIN_SECRETS_DIR", raising=False)

    def make(**overrides: Any) -> NotifierSettings:
        given: dict[str, Any] = {
            "database_url": "unused",
            "nats_seed": "unused",
            "token_public_key": "unused",
            "smtp_url": mail.url,
            "ledger_url": "https://ledger.city.example",
            "retry_seconds": QUICK,
            "gather_seconds": 0,
            "transport_timeout_seconds": 1,
            "stop_grace_seconds": 10,
        }
        return NotifierSettings.load(**given | overrides)

    return make


@asynccontextmanager
async def delivering(
    settings: NotifierSettings, engine: AsyncEngine, clock: Clock | None = None
) -> AsyncIterator[Deliverer]:
    """A running deliverer, one replica of the service, without its bus."""
    transports = make_transports(settings)
    deliverer = make_deliverer(settings, engine, transports, clock or SystemClock())
    async with deliverer:
        yield deliverer
    for transport in transports.values():
        await transport.close()
