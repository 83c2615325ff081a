"""Puts the service items' part of the ledger together."""

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Route

from services.ledger.adapters.service_items.item_queries import PostgresItemQueries
from services.ledger.adapters.service_items.item_work import PostgresItems
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.service_items.item_desk import ItemDesk
from services.ledger.entrypoints.service_items.routes import item_routes
from services.ledger.handlers.service_items.keep_draft import KeepDraft
from services.ledger.handlers.service_items.keep_item import KeepItem
from services.ledger.handlers.service_items.publish_snapshot import PublishSnapshot
from shared.messaging.bus import Bus


def routes(engine: AsyncEngine, bus: Bus, desk: Desk) -> list[Route]:
    """The routes, with everything behind them."""
    items = PostgresItems(engine, bus.relay.wake)
    return item_routes(
        ItemDesk(
            desk,
            PostgresItemQueries(engine),
            KeepItem(items, desk.clock),
            KeepDraft(items, desk.clock),
            PublishSnapshot(items, desk.clock),
        )
    )
