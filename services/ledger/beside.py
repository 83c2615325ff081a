"""Puts the ledgers beside the spine together: part of the composition root."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Route

from services.ledger.adapters.beside.book import PostgresBook
from services.ledger.adapters.liaison.book import PostgresLiaison
from services.ledger.adapters.liaison.tables import LIAISON
from services.ledger.adapters.pain_points.book import PostgresPainPoints
from services.ledger.adapters.pain_points.tables import PAIN_POINTS
from services.ledger.adapters.quick_fixes.tables import QUICK_FIXES
from services.ledger.adapters.service_measures.book import PostgresMeasures
from services.ledger.adapters.service_measures.tables import SERVICE_MEASURES
from services.ledger.domain.liaison.assignment import Assignment
from services.ledger.domain.pain_points.pain_point import PainPoint
from services.ledger.domain.quick_fixes.quick_fix import QuickFix
from services.ledger.domain.service_measures.measure import ServiceMeasure
from services.ledger.entrypoints.beside.api import BesideApi
from services.ledger.entrypoints.beside.pages import BesidePages
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.liaison.area import LiaisonArea
from services.ledger.entrypoints.liaison.gap_keeper import GapKeeper
from services.ledger.entrypoints.pain_points.area import PainArea
from services.ledger.entrypoints.quick_fixes.area import QuickFixArea
from services.ledger.entrypoints.service_measures.area import MeasureArea
from services.ledger.handlers.liaison.tell_gaps import TellGaps
from shared.clock import Clock


def gap_keeper(
    engine: AsyncEngine, wake: Callable[[], None], clock: Clock, look_seconds: float
) -> GapKeeper:
    """The loop that tells of contacts that were not made."""
    book = PostgresLiaison(engine, wake, LIAISON, Assignment)
    return GapKeeper(TellGaps(book, clock), look_seconds)


def beside_routes(
    desk: Desk, engine: AsyncEngine, wake: Callable[[], None], clock: Clock
) -> list[Route]:
    """Their pages and their API; `wake` is told when events were committed."""
    areas = [
        QuickFixArea(PostgresBook(engine, wake, QUICK_FIXES, QuickFix), clock),
        MeasureArea(PostgresMeasures(engine, wake, SERVICE_MEASURES, ServiceMeasure), clock),
        PainArea(PostgresPainPoints(engine, wake, PAIN_POINTS, PainPoint), clock),
        LiaisonArea(PostgresLiaison(engine, wake, LIAISON, Assignment), clock),
    ]
    return [*BesidePages(desk, areas).routes(), *BesideApi(desk, areas).routes()]
