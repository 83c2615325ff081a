"""Puts the notifier together: settings → engine → transports → handlers → bus, deliverer, pages."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.notifier.adapters.deliveries import PostgresDeliveries
from services.notifier.adapters.directory import PostgresDirectory
from services.notifier.adapters.letters import Letters
from services.notifier.adapters.plans import PostgresPlans, answer_calls
from services.notifier.domain.next_step import Policy
from services.notifier.domain.quiet_hours import parse_quiet_hours
from services.notifier.entrypoints.deliverer import Deliverer, Surroundings
from services.notifier.entrypoints.subscriptions import subscriptions
from services.notifier.handlers.deliver_notice import DeliverNotice
from services.notifier.handlers.plan_notices import PlanNotices
from services.notifier.handlers.ports import Timing, Transport
from services.notifier.settings import NotifierSettings
from services.notifier.ways_out import make_transports
from shared.clock import CHINA, Clock, SystemClock
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


def make_app(settings: NotifierSettings, clock: Clock = CLOCK) -> Starlette:
    """The whole service; nothing is connected until its lifespan begins."""
    engine = make_engine(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="notifier",
    )
    transports = make_transports(settings)
    deliverer = make_deliverer(settings, engine, transports, clock)
    plan_notices = PlanNotices(PostgresDirectory(), PostgresPlans(), deliverer.wake)
    bus = Bus(settings, "notifier", engine, subscriptions(plan_notices))
    deliverer.on_settled(bus.relay.wake)
    life = Life(engine, bus, MIGRATIONS, [_open(transports), deliverer])
    site = Site(
        settings.intake_url, settings.ledger_url, settings.notifier_url, settings.metrics_url
    )
    return make_application(
        pages=Pages("notifier", HERE / "templates", site, VERSION),
        routes=[],
        lifespan=life.lifespan,
        verifier=TokenVerifier(settings.token_public_key.get_secret_value()),
        checks=life.checks(),
        liveness=life.liveness(),
        documents={
            "/asyncapi.json": document(
                bus.broker, title="notifier", version=VERSION, description="Who was told"
            )
        },
    )


def make_deliverer(
    settings: NotifierSettings,
    engine: AsyncEngine,
    transports: Mapping[str, Transport],
    clock: Clock = CLOCK,
) -> Deliverer:
    """The loop that delivers, on the given engine and ways out."""
    lease = timedelta(seconds=settings.lease_seconds)
    quiet = parse_quiet_hours(settings.quiet_hours)
    deliver = DeliverNotice(
        transports,
        Letters(settings.link_base).compose,
        Policy(settings.schedule, settings.uncertain),
        email_first=settings.email_first,
    )
    return Deliverer(
        PostgresDeliveries(engine, lease),
        deliver,
        Timing(settings.in_flight, lease, timedelta(seconds=settings.stop_grace_seconds)),
        Surroundings(
            answer_calls=lambda: answer_calls(engine),
            may_disturb=lambda: quiet is None or not quiet.covers(clock.now().astimezone(CHINA)),
        ),
    )


@asynccontextmanager
async def _open(transports: Mapping[str, Transport]) -> AsyncIterator[None]:
    yield
    for transport in transports.values():
        await transport.close()
