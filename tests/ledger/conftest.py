"""The ledger's own fixtures: a migrated database, the sample organisation, a clock that stands still."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.organisation_file import OrganisationFile, read_organisation
from services.ledger.adapters.organisation_work import organisation_work
from services.ledger.adapters.passwords import Argon2Passwords
from services.ledger.adapters.registrations import PostgresRegistrations
from services.ledger.app import MIGRATIONS
from services.ledger.domain.routing import Turns
from services.ledger.domain.working_calendar import official_calendar
from services.ledger.handlers.load_organisation import load_organisation
from services.ledger.handlers.register_complaints import RegisterComplaints
from shared.clock import FixedClock
from shared.migrating import migrate

SAMPLE = Path(__file__).parent / "organisation.yaml"
MONDAY_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in China."""


@pytest.fixture
async def tables(engine: AsyncEngine) -> AsyncEngine:
    """The engine, on a database that has been through the migrations."""
    await migrate(engine, MIGRATIONS)
    return engine


@pytest.fixture
def clock() -> FixedClock:
    """A Monday morning in China."""
    return FixedClock(MONDAY_MORNING)


@pytest.fixture(scope="session")
def sample() -> OrganisationFile:
    """The sample organisation's file."""
    return read_organisation(SAMPLE)


@pytest.fixture(scope="session")
def passwords() -> Argon2Passwords:
    """Real argon2, at the least cost it allows."""
    return Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
async def ledger(
    tables: AsyncEngine, sample: OrganisationFile, passwords: Argon2Passwords, clock: FixedClock
) -> AsyncEngine:
    """The database with the sample organisation loaded."""
    async with organisation_work(tables) as store:
        await load_organisation(
            store, passwords, sample.organisation, sample.demo_passwords, clock.now()
        )
    return tables


@pytest.fixture
def register(ledger: AsyncEngine, clock: FixedClock) -> RegisterComplaints:
    """The handler that registers complaints, as the service has it."""
    return RegisterComplaints(
        CachedDirectory(ledger), PostgresRegistrations(), official_calendar(), clock, Turns()
    )
