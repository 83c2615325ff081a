"""The ledger's own fixtures: databases ready made, the sample organisation, the service without a bus."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks
from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.organisation_file import OrganisationFile, read_organisation
from services.ledger.adapters.organisation_work import organisation_work
from services.ledger.adapters.passwords import Argon2Passwords
from services.ledger.adapters.registrations import PostgresRegistrations
from services.ledger.adapters.worklists.word_index import WordIndex
from services.ledger.app import MIGRATIONS, make_app
from services.ledger.domain.routing import Turns
from services.ledger.handlers.load_organisation import load_organisation
from services.ledger.handlers.register_complaints import RegisterComplaints
from services.ledger.settings import LedgerSettings
from shared.clock import FixedClock
from shared.database import make_engine, transaction
from shared.events.intake import ComplaintReceived
from shared.migrating import migrate
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from tests.commands import Commands, commands_of
from tests.emptying import empty
from tests.ledger.complaints import received
from tests.ledger.reading import rows
from tests.servers import Postgres, free_port, seed

SAMPLE = Path(__file__).parent / "organisation.yaml"
MONDAY_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in China."""
PASSWORD = "jiangxin-demo"
TRAIL = ("trail", "trail_anchors", "trail_anchor_heads")
SIGNING_IN = ("sign_in_failures", "sessions", "sign_in_codes")
LISTS = ("task_words", "words_waiting", "saved_filters")
ITEMS = ("service_items", "service_item_snapshots", "service_item_drafts")
WORK = (
    "tasks",
    *TRAIL,
    *LISTS,
    *ITEMS,
    "timer_firings",
    "staff_departures",
    "organisation_changes",
    "exports",
    "reports",
    "outbox",
    "inbox",
    "parked_messages",
    "contact_questions",
    "evidence",
    *SIGNING_IN,
)
DEADLINES = (
    "deadline_book",
    "deadline_rules",
    "deadline_limits",
    "calendars",
    "deadline_recomputations",
)
_AS_LOADED = (
    "SELECT version, (SELECT count(DISTINCT password_hash) FROM staff) AS hashes FROM organisation"
)
"""All demo accounts share one hash until somebody sets a password."""
ORGANISATION = ("organisation", "units", "staff", "categories", "districts", "routing_rules")


class Databases:
    """Makes databases as copies of one another: migrating once is enough for all tests."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres

    async def new(self, template: str = "template1") -> str:
        """The name of a new database, a copy of the template."""
        name = f"ledger_{uuid4().hex}"
        admin = await asyncpg.connect(self._postgres.url("postgres").replace("+asyncpg", ""))
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        await admin.close()
        return name

    @asynccontextmanager
    async def engine(self, name: str) -> AsyncIterator[AsyncEngine]:
        """An engine on a database."""
        engine = make_engine(self._postgres.url(name))
        yield engine
        await engine.dispose()


@pytest.fixture(scope="session")
def databases(postgres: Postgres) -> Databases:
    """Where databases come from."""
    return Databases(postgres)


@pytest.fixture(scope="session")
async def migrated(databases: Databases) -> str:
    """A database that has been through the migrations, to be copied."""
    name = await databases.new()
    async with databases.engine(name) as engine:
        await migrate(engine, MIGRATIONS)
    return name


async def organise(
    engine: AsyncEngine, sample: OrganisationFile, passwords: Argon2Passwords
) -> None:
    """Load the sample organisation into an empty database."""
    async with organisation_work(engine) as store:
        await load_organisation(
            store, passwords, sample.organisation, sample.demo_passwords, MONDAY_MORNING
        )


@pytest.fixture(scope="session")
async def organised(
    databases: Databases, migrated: str, sample: OrganisationFile, passwords: Argon2Passwords
) -> AsyncIterator[AsyncEngine]:
    """One database with the sample organisation for all tests: making them takes longer than using them."""
    async with databases.engine(await databases.new(migrated)) as engine:
        await organise(engine, sample, passwords)
        yield engine


@pytest.fixture
async def tables(databases: Databases, migrated: str) -> AsyncIterator[AsyncEngine]:
    """A migrated database of this test's own."""
    async with databases.engine(await databases.new(migrated)) as engine:
        yield engine


@pytest.fixture
async def ledger(
    organised: AsyncEngine, sample: OrganisationFile, passwords: Argon2Passwords
) -> AsyncEngine:
    """The shared database with the sample organisation and nothing else."""
    found = await rows(organised, _AS_LOADED)
    changed = [(row["version"], row["hashes"]) for row in found] != [(1, 1)]
    revised = await rows(organised, "SELECT version FROM deadline_book WHERE version > 1")
    more = (ORGANISATION if changed else ()) + (DEADLINES if revised else ())
    await empty(organised, WORK + more)
    if changed:
        await organise(organised, sample, passwords)
        await empty(organised, ["outbox"])
    return organised


@pytest.fixture(scope="session")
def one_clock() -> FixedClock:
    """The clock of the one service that all tests visit."""
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def clock(one_clock: FixedClock) -> FixedClock:
    """That clock, back at a Monday morning in China."""
    one_clock.advance(MONDAY_MORNING - one_clock.now())
    return one_clock


@pytest.fixture(scope="session")
def sample() -> OrganisationFile:
    """The sample organisation's file."""
    return read_organisation(SAMPLE)


@pytest.fixture(scope="session")
def passwords() -> Argon2Passwords:
    """Real argon2, at the least cost it allows."""
    return Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def register(ledger: AsyncEngine, clock: FixedClock) -> RegisterComplaints:
    """The handler that registers complaints, as the service has it."""
    return RegisterComplaints(
        CachedDirectory(ledger), PostgresRegistrations(), CachedRulebooks(ledger), clock, Turns()
    )


Enter = Callable[..., Awaitable[None]]


@pytest.fixture
def enter(ledger: AsyncEngine, register: RegisterComplaints) -> Enter:
    """Enters complaints into the ledger, to be found at once."""

    async def entered(*complaints: ComplaintReceived) -> None:
        async with transaction(ledger) as connection:
            await register(connection, [received(each) for each in complaints])
        await WordIndex(ledger)()

    return entered


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """A private and a public key, in PEM."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


@pytest.fixture(scope="session")
def settings(
    organised: AsyncEngine, keys: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> LedgerSettings:
    """Nobody listens where NATS should be: pages and API work without it."""
    return LedgerSettings(
        database_url=SecretStr(organised.url.render_as_string(hide_password=False)),
        database_pool_size=4,
        # Tests let weeks pass; those about sessions say otherwise.
        session_idle_minutes=366 * 24 * 60,
        session_hours=366 * 24,
        trail_look_seconds=24 * 3600,  # the tests that are about it do it themselves
        timer_look_seconds=24 * 3600,
        words_look_seconds=24 * 3600,
        handover_look_seconds=24 * 3600,
        evidence_folder=tmp_path_factory.mktemp("evidence"),
        evidence_megabytes=1,
        nats_urls=f"nats://127.0.0.1:{free_port()}",
        nats_seed=SecretStr(seed()),
        token_private_key=SecretStr(keys[0]),
        token_public_key=SecretStr(keys[1]),
    )


@pytest.fixture(scope="session")
async def service(settings: LedgerSettings, one_clock: FixedClock) -> AsyncIterator[Starlette]:
    """The running service, one for all tests."""
    app = make_app(settings, one_clock)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def visitor(
    service: Starlette, ledger: AsyncEngine, clock: FixedClock
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service, nobody signed in, the ledger empty, the clock set."""
    assert ledger, clock
    transport = httpx.ASGITransport(service)
    async with httpx.AsyncClient(transport=transport, base_url="http://ledger.test") as client:
        yield client


SignIn = Callable[[str], Awaitable[httpx.AsyncClient]]


@pytest.fixture
def sign_in(visitor: httpx.AsyncClient) -> SignIn:
    """Turns the visitor into an officer."""

    async def signed_in(staff_id: str) -> httpx.AsyncClient:
        answer = await visitor.post(
            "/api/v1/session", json={"staff_id": staff_id, "password": PASSWORD}
        )
        assert answer.status_code == 201, answer.text
        visitor.headers["authorization"] = f"Bearer {answer.json()['token']}"
        return visitor

    return signed_in


@pytest.fixture(scope="session")
def command() -> Iterator[Commands]:
    """`python -m services.ledger …` with an environment."""
    modules = ("services.ledger.app", "services.ledger.commands", "shared.parked_command")
    with commands_of("services.ledger", *modules) as commands:
        yield commands


@pytest.fixture
def environment(ledger: AsyncEngine, tmp_path: Path) -> dict[str, str]:
    """The settings of a ledger with the tests' database."""
    ensure_secrets(tmp_path, DatabaseAddress("127.0.0.1", 5432), NatsAddress())
    url = ledger.url.render_as_string(hide_password=False)
    secrets = {"JIANGXIN_SECRETS_DIR": str(tmp_path / "ledger")}
    return {**os.environ, **secrets, "JIANGXIN_DATABASE_URL": url}
