"""The desk's lists: tabs with counts, a search, pages by keyset."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.light import light
from services.ledger.domain.scope import scope_of
from services.ledger.entrypoints.cursors import read, written
from services.ledger.entrypoints.desk import Desk, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import NOTHING_HERE, STATES, TABS
from services.ledger.handlers.lists import Tab, TaskFilter, filter_of, tabs_for
from shared.web.session import require

LONGEST_SEARCH = 100


class ListPage:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """`/desk`, which leads to the list somebody works from, and `/desk/tasks`."""
        return [Route("/desk", self.landing), Route("/desk/tasks", self.tasks)]

    @require()
    async def landing(self, request: Request) -> Response:
        """To the first tab of the officer's roles."""
        seen = await visit(self._desk, request)
        first = tabs_for(seen.actor)[0]
        return RedirectResponse(f"/desk/tasks?tab={first.value}", status_code=303)

    @require()
    async def tasks(self, request: Request) -> Response:
        """One page of one list. A search looks through everything the officer may see."""
        seen = await visit(self._desk, request)
        words = request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
        tabs = tabs_for(seen.actor)
        tab = _tab(request, tabs)
        wanted = TaskFilter(words=words) if words else filter_of(tab, seen.actor, seen.now)
        scope = scope_of(seen.actor)
        page = await self._desk.queries.page(scope, wanted, read(request.query_params.get("after")))
        filters = [filter_of(each, seen.actor, seen.now) for each in tabs]
        counts = await self._desk.queries.counts(scope, filters)
        return self._desk.pages.render(
            request,
            "tasks.html",
            tabs=[
                (TABS[each], each.value, count, each is tab and not words)
                for each, count in zip(tabs, counts, strict=True)
            ],
            tab=tab,
            words=words,
            rows=[(task, light(task.task, seen.now, self._desk.calendar)) for task in page.tasks],
            later=bool(request.query_params.get("after")),
            following=written(page.next) if page.next else None,
            nothing=NOTHING_HERE[tab],
            states=STATES,
            names=Names(seen.organisation),
        )


def _tab(request: Request, tabs: list[Tab]) -> Tab:
    """The tab asked for if the officer has it, otherwise the first."""
    asked = request.query_params.get("tab")
    return next((tab for tab in tabs if tab.value == asked), tabs[0])
