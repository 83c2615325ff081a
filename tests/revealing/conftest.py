"""Ledger and intake on one real NATS server under the permissions an installation has."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.intake import app as intake_app
from services.intake.settings import IntakeSettings
from services.ledger import app as ledger_app
from services.ledger.adapters.passwords import Argon2Passwords
from services.ledger.settings import LedgerSettings
from shared.database import make_engine
from shared.migrating import migrate
from tests.ledger.conftest import PASSWORD, SAMPLE, organise, passwords, sample
from tests.servers import Postgres
from tests.shared.provision.conftest import Installation, installation, running

__all__ = ["SAMPLE", "installation", "passwords", "running", "sample"]

NAME, PHONE = "司马青衫", "13912345678"
ADDRESS, EMAIL = "桃花源路88号5栋1202室", "sima.qing@example.com"
PLANTED = (NAME, PHONE, ADDRESS, EMAIL)


@dataclass
class Pair:
    """The two services, and what they stand on."""

    installation: Installation
    ledger: LedgerSettings
    intake: IntakeSettings
    engines: dict[str, AsyncEngine]

    @asynccontextmanager
    async def serving(self, app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
        """A client of one of them while it runs."""
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://one.test") as client:
                yield client

    def new_ledger(self, **changes: object) -> Starlette:
        return ledger_app.make_app(self.ledger.model_copy(update=changes))

    def new_intake(self) -> Starlette:
        return intake_app.make_app(self.intake)


async def officer(client: httpx.AsyncClient, staff_id: str) -> httpx.AsyncClient:
    """The client, signed in as somebody."""
    given = {"staff_id": staff_id, "password": PASSWORD}
    answer = await client.post("/api/v1/session", json=given)
    assert answer.status_code == 201, answer.text
    client.headers["authorization"] = f"Bearer {answer.json()['token']}"
    return client


async def database(postgres: Postgres, name: str) -> AsyncEngine:
    admin = make_engine(postgres.url("postgres"))
    autocommit = admin.execution_options(isolation_level="AUTOCOMMIT")
    async with autocommit.connect() as connection:
        await connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    await admin.dispose()
    return make_engine(postgres.url(name))


@pytest.fixture
async def pair(
    installation: Installation, postgres: Postgres, passwords: Argon2Passwords, sample: object
) -> AsyncIterator[Pair]:
    """Fresh databases; the secrets are those the installation made."""
    async with AsyncExitStack() as stack:
        engines = {}
        for name, app in (("ledger", ledger_app), ("intake", intake_app)):
            engine = await database(postgres, f"revealing_{name}_{uuid4().hex}")
            stack.push_async_callback(engine.dispose)
            await migrate(engine, app.MIGRATIONS)
            engines[name] = engine
        await organise(engines["ledger"], sample, passwords)
        yield Pair(
            installation,
            LedgerSettings(**_common(installation, "ledger", engines), trail_look_seconds=86400),
            IntakeSettings(**_common(installation, "intake", engines)),
            engines,
        )


def _common(
    installation: Installation, service: str, engines: dict[str, AsyncEngine]
) -> dict[str, object]:
    folder = installation.secrets / service
    secrets = {
        file.name: SecretStr(file.read_text().strip())
        for file in folder.iterdir()
        if file.name != "database_url"
    }
    url = engines[service].url.render_as_string(hide_password=False)
    return {
        **secrets,
        "database_url": SecretStr(url),
        "database_pool_size": 4,
        "nats_urls": installation.url,
    }
