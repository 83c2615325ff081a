"""Puts the notifier together: settings → engine → transports → handlers → bus, deliverer, pages."""

from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.notifier.adapters.directory import PostgresDirectory
from services.notifier.adapters.letters import Letters
from services.notifier.adapters.plans import PostgresPlans
from services.notifier.adapters.queries import PostgresReading
from services.notifier.adapters.resending import PostgresResending
from services.notifier.delivering import make_deliverer, make_quiet_until, open_ways
from services.notifier.entrypoints.api import DeliveryApi
from services.notifier.entrypoints.openapi import openapi
from services.notifier.entrypoints.pages import Desk, NoticePages
from services.notifier.entrypoints.subscriptions import subscriptions
from services.notifier.handlers.plan_notices import PlanNotices
from services.notifier.handlers.send_again import SendingAgain
from services.notifier.settings import NotifierSettings
from services.notifier.ways_out import make_transports
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
RELAY_REST_SECONDS = 0.3
CLOCK = SystemClock()


def make_app(
    settings: NotifierSettings, *, clock: Clock = CLOCK, engine: AsyncEngine | None = None
) -> Starlette:
    """The whole service; nothing is connected until its lifespan begins."""
    engine = engine or _engine(settings)
    transports = make_transports(settings)
    deliverer = make_deliverer(settings, engine, transports, clock)
    plan_notices = PlanNotices(PostgresDirectory(), PostgresPlans(), deliverer.wake)
    bus = Bus(
        settings, "notifier", engine, subscriptions(plan_notices), relay_rest=RELAY_REST_SECONDS
    )
    deliverer.on_settled(bus.relay.wake)
    life = Life(engine, bus, MIGRATIONS, [open_ways(transports), deliverer])
    site = Site.of(settings)
    pages = Pages("notifier", HERE / "templates", site, VERSION, clock.now)
    reading = PostgresReading(engine)
    sending_again = SendingAgain(reading, PostgresResending(engine), deliverer.wake)
    compose = Letters(settings.link_base).compose
    desk = Desk(reading, sending_again, compose, make_quiet_until(settings, clock))
    asyncapi = partial(
        document,
        bus.broker,
        title="jiangxin notifier",
        version=VERSION,
        description="Hears of tasks, staff and units; says who was told, and who could not be.",
    )
    app = make_application(
        pages=pages,
        routes=[*NoticePages(pages, desk).routes(), *DeliveryApi(desk).routes()],
        lifespan=life.lifespan,
        verifier=TokenVerifier(settings.token_public_key.get_secret_value()),
        checks=life.checks(),
        liveness=life.liveness(),
        documents={"/openapi.json": partial(openapi, VERSION), "/asyncapi.json": asyncapi},
    )
    app.state.bus = bus
    return app


def _engine(settings: NotifierSettings) -> AsyncEngine:
    return make_engine(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="notifier",
    )
