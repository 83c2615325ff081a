"""Every address of service items."""

from starlette.routing import Route

from services.ledger.entrypoints.service_items.api import ItemsApi
from services.ledger.entrypoints.service_items.draft_page import DraftPage
from services.ledger.entrypoints.service_items.item_desk import ItemDesk
from services.ledger.entrypoints.service_items.item_page import ItemPage
from services.ledger.entrypoints.service_items.list_page import ItemListPage
from services.ledger.entrypoints.service_items.publish_page import PublishPage


def item_routes(items: ItemDesk) -> list[Route]:
    """`/desk/items…` and `/api/v1/service-items…`; the list goes first, `new` is no code."""
    return [
        *ItemListPage(items).routes(),
        *DraftPage(items).routes(),
        *PublishPage(items).routes(),
        *ItemPage(items).routes(),
        *ItemsApi(items).routes(),
    ]
