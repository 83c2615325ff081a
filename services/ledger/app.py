"""Puts the ledger together: settings → engine → bus → handlers → pages."""

import random
from pathlib import Path

from starlette.applications import Starlette

from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.registrations import PostgresRegistrations
from services.ledger.domain.routing import Turns
from services.ledger.domain.working_calendar import official_calendar
from services.ledger.entrypoints.subscriptions import subscriptions
from services.ledger.handlers.register_complaints import RegisterComplaints
from services.ledger.settings import LedgerSettings
from shared.clock import Clock, SystemClock
from shared.database import make_engine
from shared.messaging.asyncapi import document
from shared.messaging.bus import Bus
from shared.running import Life
from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.session import TokenVerifier
from shared.web.site import Site

VERSION = "0.1.0"
HERE = Path(__file__).parent
MIGRATIONS = HERE / "migrations"
CLOCK = SystemClock()


def make_app(settings: LedgerSettings, clock: Clock = CLOCK) -> Starlette:
    """The whole service; nothing is connected until its lifespan begins."""
    engine = make_engine(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="ledger",
    )
    calendar = official_calendar(settings.office_closes)
    directory = CachedDirectory(engine)
    turns = Turns(start=random.randrange(1000))  # noqa: S311 - only that replicas differ
    register = RegisterComplaints(directory, PostgresRegistrations(), calendar, clock, turns)
    bus = Bus(settings, "ledger", engine, subscriptions(register))
    life = Life(engine, bus, MIGRATIONS)
    site = Site(
        settings.intake_url, settings.ledger_url, settings.notifier_url, settings.metrics_url
    )
    return make_application(
        pages=Pages("ledger", HERE / "templates", site, VERSION),
        routes=[],
        lifespan=life.lifespan,
        verifier=TokenVerifier(settings.token_public_key.get_secret_value()),
        checks=life.checks(),
        liveness=life.liveness(),
        documents={
            "/asyncapi.json": document(
                bus.broker, title="ledger", version=VERSION, description="Tasks and the directory"
            )
        },
    )
