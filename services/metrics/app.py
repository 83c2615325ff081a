"""Composition root of metrics: settings → engine → facts and records → bus → pages and API."""

from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.metrics.adapters.facts import PostgresFacts
from services.metrics.adapters.memory import PostgresMemory
from services.metrics.adapters.records import PostgresRecords
from services.metrics.adapters.streams import own_places
from services.metrics.entrypoints.api import FigureApi
from services.metrics.entrypoints.improvement_pages import ImprovementPages
from services.metrics.entrypoints.openapi import openapi
from services.metrics.entrypoints.pages import FigurePages
from services.metrics.entrypoints.subscriptions import subscriptions
from services.metrics.handlers.rebuild import rebuild
from services.metrics.settings import MetricsSettings
from shared.clock import Clock, SystemClock
from shared.database import make_engine
from shared.messaging.asyncapi import document
from shared.messaging.bus import Bus
from shared.running import Life
from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.session import TokenVerifier
from shared.web.site import Site

HERE = Path(__file__).parent
MIGRATIONS = HERE / "migrations"
VERSION = "0.1.0"


def make_app(
    settings: MetricsSettings, *, clock: Clock | None = None, engine: AsyncEngine | None = None
) -> Starlette:
    """The service, ready for uvicorn. Connects to nothing before its lifespan begins."""
    clock, engine = clock or SystemClock(), engine or _engine(settings)
    bus = Bus(settings, "metrics", engine, subscriptions(PostgresFacts()))
    life = Life(engine, bus, MIGRATIONS)
    site = Site.of(settings)
    pages = Pages("metrics", HERE / "templates", site, VERSION, clock.now)
    records = PostgresRecords(engine)
    asyncapi = partial(
        document,
        bus.broker,
        title="jiangxin metrics",
        version=VERSION,
        description="What metrics listens to. It publishes only messages that it put aside.",
    )
    app = make_application(
        pages=pages,
        routes=[
            *FigurePages(pages, records, clock).routes(),
            *ImprovementPages(pages, records, clock).routes(),
            *FigureApi(records, clock).routes(),
        ],
        lifespan=life.lifespan,
        verifier=TokenVerifier(settings.token_public_key.get_secret_value()),
        checks=life.checks(),
        liveness=life.liveness(),
        documents={"/openapi.json": partial(openapi, VERSION), "/asyncapi.json": asyncapi},
    )
    app.state.bus = bus
    return app


async def rebuild_everything(settings: MetricsSettings) -> None:
    """Forget and replay. Does the work itself; services that are running take their share."""
    engine = _engine(settings)
    bus = Bus(settings, "metrics", engine, subscriptions(PostgresFacts()))
    try:
        async with own_places(settings) as streams:
            await bus.start()
            await rebuild(streams, PostgresMemory(engine))
    finally:
        await bus.stop()
        await engine.dispose()


def _engine(settings: MetricsSettings) -> AsyncEngine:
    return make_engine(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="jiangxin-metrics",
    )
