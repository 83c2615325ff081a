"""The addresses of what belongs to lists: filters of one's own, dispatching several, taking along."""

from starlette.routing import Route

from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.worklists.export import Export
from services.ledger.entrypoints.worklists.filters_page import FiltersPage
from services.ledger.entrypoints.worklists.many import ManyPage


def worklist_routes(desk: Desk) -> list[Route]:
    """All of them."""
    return [*FiltersPage(desk).routes(), *ManyPage(desk).routes(), *Export(desk).routes()]
