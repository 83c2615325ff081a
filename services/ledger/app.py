"""Puts the ledger together: settings → engine → bus → handlers → pages."""

import random
from functools import partial
from pathlib import Path

from starlette.applications import Starlette

from services.ledger import item_desk
from services.ledger.adapters.administration.export_book import PostgresExports
from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks
from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.ledger_work import PostgresLedger
from services.ledger.adapters.registrations import PostgresRegistrations
from services.ledger.adapters.task_queries import PostgresTaskQueries
from services.ledger.adapters.worklists.filters import PostgresSavedFilters
from services.ledger.administration import make_administration
from services.ledger.authorisation import Authorisation
from services.ledger.beside import beside_routes
from services.ledger.deadlines import deadlines_of
from services.ledger.domain.routing import Turns
from services.ledger.entrypoints.api import Api
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.evidence.api import EvidenceApi
from services.ledger.entrypoints.evidence.page import EvidencePages
from services.ledger.entrypoints.list_page import ListPage
from services.ledger.entrypoints.openapi import OPENAPI
from services.ledger.entrypoints.organisation_page import OrganisationPage
from services.ledger.entrypoints.subscriptions import subscriptions
from services.ledger.entrypoints.task_page import TaskPageEndpoints
from services.ledger.entrypoints.worklists.routes import worklist_routes
from services.ledger.evidence import make_evidence
from services.ledger.handlers.contacts.shielded_queries import ShieldedQueries
from services.ledger.handlers.dispatch_task import DispatchTask
from services.ledger.handlers.register_complaints import RegisterComplaints
from services.ledger.handlers.task_commands import TaskCommands
from services.ledger.process_log import process_log_routes
from services.ledger.settings import LedgerSettings
from services.ledger.timing import make_loops
from shared.clock import Clock, SystemClock
from shared.database import make_engine
from shared.messaging.asyncapi import document
from shared.messaging.bus import Bus
from shared.running import Life
from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.site import Site

VERSION = "0.1.0"
HERE = Path(__file__).parent
MIGRATIONS = HERE / "migrations"
CLOCK = SystemClock()
RELAY_REST_SECONDS = 0.3
"""Whoever is told of a task can wait that long; twenty tasks then travel for the price of one."""


def make_app(settings: LedgerSettings, clock: Clock = CLOCK) -> Starlette:
    """The whole service; nothing is connected until its lifespan begins."""
    engine = make_engine(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="ledger",
    )
    rulebooks = CachedRulebooks(engine, settings.office_closes)
    directory = CachedDirectory(engine)
    turns = Turns(start=random.randrange(1000))  # noqa: S311 - only that replicas differ
    register = RegisterComplaints(directory, PostgresRegistrations(), rulebooks, clock, turns)
    bus = Bus(settings, "ledger", engine, subscriptions(register), relay_rest=RELAY_REST_SECONDS)
    ledger = PostgresLedger(engine, bus.relay.wake, rulebooks)
    dispatch = DispatchTask(ledger, directory, clock, turns)
    commands = TaskCommands(ledger, clock, dispatch)
    pages = _pages(settings, clock)
    filters = PostgresSavedFilters(engine)
    queries = ShieldedQueries(PostgresTaskQueries(engine))
    desk = Desk(
        pages, directory, queries, filters, commands, rulebooks, clock, PostgresExports(engine)
    )
    authorisation = Authorisation(settings, engine, bus, ledger, desk)
    deadlines = deadlines_of(settings, engine, desk, rulebooks, bus.relay.wake)
    evidence, evidence_keeper = make_evidence(settings, engine, desk, ledger)
    office = make_administration(settings, engine, desk, turns, bus.relay.wake)
    loops = make_loops(settings, engine, rulebooks, bus.relay.wake, clock)
    life = Life(engine, bus, MIGRATIONS, [*loops, deadlines.keeper, office.keeper, evidence_keeper])
    app = make_application(
        pages=pages,
        routes=[
            *authorisation.routes(),
            *ListPage(desk).routes(),
            *worklist_routes(desk),
            *EvidencePages(evidence).routes(),  # before the acts: its address looks like one
            *TaskPageEndpoints(desk, evidence.panel).routes(),
            *OrganisationPage(desk).routes(),
            *Api(desk).routes(),
            *EvidenceApi(evidence).routes(),
            *process_log_routes(desk, engine),
            *beside_routes(desk, engine, bus.relay.wake, clock),
            *deadlines.routes,
            *item_desk.routes(engine, bus, desk),
            *office.routes,
        ],
        lifespan=life.lifespan,
        verifier=authorisation.verifier,
        inner=[authorisation.guard()],
        checks=life.checks(),
        liveness=life.liveness(),
        documents={"/openapi.json": lambda: OPENAPI, "/asyncapi.json": partial(_asyncapi, bus)},
    )
    app.state.bus = bus
    return app


def _pages(settings: LedgerSettings, clock: Clock) -> Pages:
    site = Site.of(settings)
    return Pages("ledger", HERE / "templates", site, VERSION, clock=clock.now)


def _asyncapi(bus: Bus) -> dict[str, object]:
    return document(
        bus.broker, title="ledger", version=VERSION, description="Tasks and the directory"
    )
