"""A notifier on an empty database of its own, with a real mail server."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.app import MIGRATIONS, make_deliverer
from services.notifier.entrypoints.deliverer import Deliverer
from services.notifier.settings import NotifierSettings
from services.notifier.ways_out import make_transports
from shared.clock import Clock, SystemClock
from shared.migrating import migrate
from tests.notifier.mail_server import MailServer, mail_server

QUICK = "0.05,0.05"
"""Waits for tests: two repetitions, soon."""

MakeSettings = Callable[..., NotifierSettings]


@pytest.fixture
async def tables(engine: AsyncEngine) -> AsyncEngine:
    """The engine, on a database brought up to date."""
    await migrate(engine, MIGRATIONS)
    return engine


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
            "lease_seconds": 2,
            "transport_timeout_seconds": 1,
            "stop_grace_seconds": 2,
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
