"""Puts intake together: settings → engine → bus → handlers → pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette

from services.intake.adapters.categories import CategoryDirectory
from services.intake.adapters.complaints import PostgresComplaints
from services.intake.adapters.districts import DistrictDirectory
from services.intake.adapters.followed_tasks import PostgresFollowedTasks
from services.intake.adapters.numbers import NumberBlocks
from services.intake.adapters.progress_book import PostgresProgressBook
from services.intake.adapters.sealed_contacts import PostgresSealedContacts
from services.intake.adapters.sealing import AesGcmSealer
from services.intake.entrypoints import openapi
from services.intake.entrypoints.api import Api
from services.intake.entrypoints.form import ComplaintForm
from services.intake.entrypoints.pages import PublicPages
from services.intake.entrypoints.subscriptions import subscriptions
from services.intake.handlers.follow_tasks import TaskFollower
from services.intake.handlers.receive_complaint import ComplaintReception
from services.intake.handlers.reveal_contact import RevealContact
from services.intake.handlers.tell_progress import ProgressDesk
from services.intake.settings import IntakeSettings
from shared.clock import Clock, SystemClock
from shared.database import make_engine
from shared.messaging.asyncapi import document
from shared.messaging.bus import Bus
from shared.messaging.questions import REVEAL_CONTACT
from shared.revealing.question import QuestionReader
from shared.running import Life
from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.session import TokenVerifier
from shared.web.site import Site

VERSION = "0.1.0"
HERE = Path(__file__).parent
MIGRATIONS = HERE / "migrations"
CLOCK = SystemClock()


def make_app(settings: IntakeSettings, clock: Clock = CLOCK) -> Starlette:
    """The whole service; nothing is connected until its lifespan begins."""
    engine = make_engine(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="intake",
    )
    sealer = AesGcmSealer(settings.contact_key_ring)
    reader = QuestionReader(settings.token_public_key.get_secret_value())
    reveal = RevealContact(PostgresSealedContacts(engine), sealer, reader, clock)
    follower = TaskFollower(PostgresFollowedTasks())
    answers = {REVEAL_CONTACT: reveal}
    bus = Bus(settings, "intake", engine, subscriptions(follower), answers=answers)
    complaints, categories = PostgresComplaints(engine), CategoryDirectory(engine)
    reception = ComplaintReception(
        complaints,
        NumberBlocks(engine),
        sealer,
        categories,
        query_key=settings.query_key,
        reporter_key=settings.reporter_key,
        clock=clock,
        on_commit=bus.relay.wake,
    )
    desk = ProgressDesk(PostgresProgressBook(engine), query_key=settings.query_key, clock=clock)
    site = Site.of(settings)
    pages = Pages("intake", HERE / "templates", site, VERSION, clock.now)
    form = ComplaintForm(reception, categories, DistrictDirectory(engine), pages)
    public = PublicPages(desk, pages, base_url=site.base("intake"), clock=clock)
    api = Api(reception, desk, categories, base_url=site.base("intake"), clock=clock)

    @asynccontextmanager
    async def storage() -> AsyncIterator[None]:
        yield
        await reception.finish()
        await complaints.close()

    life = Life(engine, bus, MIGRATIONS, [storage()])
    app = make_application(
        pages=pages,
        routes=[*api.routes(), *form.routes(), *public.routes()],
        lifespan=life.lifespan,
        verifier=TokenVerifier(settings.token_public_key.get_secret_value()),
        checks=life.checks(needs_bus=False),
        liveness=life.liveness(),
        documents={
            "/openapi.json": partial(openapi.document, VERSION),
            "/asyncapi.json": partial(
                document,
                bus.broker,
                title="intake",
                version=VERSION,
                description="What people said",
            ),
        },
    )
    app.state.bus = bus
    return app
