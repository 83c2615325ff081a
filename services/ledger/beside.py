"""Puts the ledgers beside the spine together: part of the composition root."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Route

from services.ledger.adapters.beside.book import PostgresBook
from services.ledger.adapters.quick_fixes.tables import QUICK_FIXES
from services.ledger.adapters.service_measures.book import PostgresMeasures
from services.ledger.adapters.service_measures.tables import SERVICE_MEASURES
from services.ledger.domain.quick_fixes.quick_fix import QuickFix
from services.ledger.domain.service_measures.measure import ServiceMeasure
from services.ledger.entrypoints.beside.api import BesideApi
from services.ledger.entrypoints.beside.pages import BesidePages
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.quick_fixes.area import QuickFixArea
from services.ledger.entrypoints.service_measures.area import MeasureArea
from shared.clock import Clock


def beside_routes(
    desk: Desk, engine: AsyncEngine, wake: Callable[[], None], clock: Clock
) -> list[Route]:
    """Their pages and their API; `wake` is told when events were committed."""
    areas = [
        QuickFixArea(PostgresBook(engine, wake, QUICK_FIXES, QuickFix), clock),
        MeasureArea(PostgresMeasures(engine, wake, SERVICE_MEASURES, ServiceMeasure), clock),
    ]
    return [*BesidePages(desk, areas).routes(), *BesideApi(desk, areas).routes()]
