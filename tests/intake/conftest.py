"""Intake's own fixtures: a migrated database, settings with fresh keys, the service without a bus."""

import base64
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.intake.adapters.tables import METADATA
from services.intake.app import MIGRATIONS, make_app
from services.intake.settings import IntakeSettings
from shared.database import make_engine
from shared.migrating import migrate
from tests.emptying import empty
from tests.servers import Postgres, free_port, seed

MONDAY_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in China."""


def new_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def public_key() -> str:
    key = Ed25519PrivateKey.generate().public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.fixture(scope="session")
async def migrated_database(postgres: Postgres) -> str:
    """One database for all of intake's tests: making one for each would take most of their time."""
    admin = await asyncpg.connect(postgres.url("postgres").replace("+asyncpg", ""))
    await admin.execute("CREATE DATABASE intake_tests")
    await admin.close()
    url = postgres.url("intake_tests")
    engine = make_engine(url, pool_size=2)
    await migrate(engine, MIGRATIONS)
    await engine.dispose()
    return url


@pytest.fixture
async def tables(migrated_database: str) -> AsyncIterator[AsyncEngine]:
    """An engine on that database, emptied."""
    engine = make_engine(migrated_database)
    await empty(engine, METADATA.tables)
    yield engine
    await engine.dispose()


@pytest.fixture
def settings(migrated_database: str, tables: AsyncEngine) -> IntakeSettings:
    """Nobody listens where NATS should be: intake works without it."""
    assert tables
    return IntakeSettings(
        database_url=SecretStr(migrated_database),
        nats_urls=f"nats://127.0.0.1:{free_port()}",
        nats_seed=SecretStr(seed()),
        token_public_key=SecretStr(public_key()),
        contact_keys=SecretStr(f"first:{new_key()}"),
        query_code_key=SecretStr(new_key()),
    )


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service while it runs."""
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://intake.test") as client:
            yield client


@pytest.fixture
async def intake(settings: IntakeSettings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a running intake."""
    async with serving(make_app(settings)) as client:
        yield client
