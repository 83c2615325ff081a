"""Keeping a list under a name of one's own, and letting go of it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.list_page import show_list
from services.ledger.entrypoints.worklists.list_query import ListQuery, read_saved
from services.ledger.entrypoints.worklists.words import (
    FULL,
    NAME_MISSING,
    NAME_TOO_LONG,
    NOTHING_TO_KEEP,
)
from services.ledger.handlers.worklists.saved_filters import (
    MOST_FILTERS,
    SavedFilter,
    TooManyFilters,
    save_filter,
)
from shared.language import Text
from shared.web.body import read_form
from shared.web.common_problems import invalid
from shared.web.problems import FieldError
from shared.web.session import require

LONGEST_NAME = 20
LONGEST_QUERY = 1000


class FiltersPage:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Two acts, each of which leads back to a list."""
        return [
            Route("/desk/filters", self.save, methods=["POST"]),
            Route("/desk/filters/remove", self.remove, methods=["POST"]),
        ]

    @require()
    async def save(self, request: Request) -> Response:
        """Keep the list that was shown. What does not fit is said beside the field, the list stays."""
        seen = await visit(self._desk, request)
        form = await read_form(request, clean=True)
        name = " ".join(str(form.get("name", "")).split())
        query = str(form.get("query", ""))[:LONGEST_QUERY]
        asked = read_saved(query, seen.actor, seen.organisation)
        wrong = _wrong(name, asked) or await self._keep(seen, name, asked)
        if wrong:
            problem = invalid([FieldError("name", wrong)])
            return await show_list(self._desk, request, seen, asked, problem, name=name)
        return RedirectResponse(f"/desk/tasks?{asked.written()}", status_code=303)

    @require()
    async def remove(self, request: Request) -> Response:
        """Let go of one of one's own; of a name that is not there, nothing happens."""
        seen = await visit(self._desk, request)
        form = await read_form(request)
        await self._desk.filters.remove(seen.actor.staff_id, str(form.get("name", "")))
        return RedirectResponse("/desk/tasks", status_code=303)

    async def _keep(self, seen: Visit, name: str, asked: ListQuery) -> Text | None:
        kept = SavedFilter(name, asked.written())
        try:
            await save_filter(self._desk.filters, seen.actor.staff_id, kept, seen.now)
        except TooManyFilters:
            return FULL.format(most=MOST_FILTERS)
        return None


def _wrong(name: str, asked: ListQuery) -> Text | None:
    """What keeps a list from being kept, in words."""
    if not name:
        return NAME_MISSING
    if len(name) > LONGEST_NAME:
        return NAME_TOO_LONG
    return None if asked.is_narrowed else NOTHING_TO_KEEP
