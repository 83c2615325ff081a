"""Puts the process log together: part of the composition root."""

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Route

from services.ledger.adapters.process_log.log_reading import PostgresLogReadings
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.process_log.routes import ProcessLog
from services.ledger.handlers.process_log.export_log import ExportLog


def process_log_routes(desk: Desk, engine: AsyncEngine) -> list[Route]:
    """The log and the model, with everything behind them."""
    return ProcessLog(desk, ExportLog(PostgresLogReadings(engine), desk.directory)).routes()
