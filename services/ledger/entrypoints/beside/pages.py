"""The pages of the ledgers beside the spine: an index, and for each a list, a form and an entry's page."""

from collections.abc import Mapping, Sequence
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.beside.performing import ENTER, body_for, find, perform, read_body
from services.ledger.entrypoints.beside.story import story
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.names import Names
from shared.web.body import read_form
from shared.web.problems import Problem
from shared.web.session import require

_NOTHING_TYPED: Mapping[str, str] = {}


class BesidePages:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk, areas: Sequence[Area]) -> None:
        self._desk, self._areas = desk, areas

    def routes(self) -> list[Route]:
        """`/desk/ledgers`, and below it a place for each ledger."""
        found = [Route("/desk/ledgers", self.index)]
        for area in self._areas:
            home, entry = area.address, area.address + "/{number:int}"
            found += [
                Route(home, partial(self.overview, area), methods=["GET"]),
                Route(f"{home}/new", partial(self.blank, area), methods=["GET"]),
                Route(f"{home}/new", partial(self.enter, area), methods=["POST"]),
                Route(entry, partial(self.entry, area), methods=["GET"]),
                Route(entry + "/{act}", partial(self.act, area), methods=["POST"]),
            ]
        return found

    @require()
    async def index(self, request: Request) -> Response:
        """What ledgers there are, each with how many entries the reader can see."""
        seen = await visit(self._desk, request)
        areas = [(area, await area.book.count(area.scope(seen))) for area in self._areas]
        return self._desk.pages.render(request, "beside/index.html", areas=areas)

    @require()
    async def overview(self, area: Area, request: Request) -> Response:
        """A ledger's list."""
        seen = await visit(self._desk, request)
        return self._desk.pages.render(
            request,
            area.template,
            area=area,
            names=Names(seen.organisation),
            may_enter=area.may_enter(seen),
            **await area.overview(request, seen),
        )

    @require()
    async def blank(self, area: Area, request: Request) -> Response:
        """The form for a new entry; what the address says of it is filled in."""
        seen = await visit(self._desk, request)
        return self._form(area, request, seen, typed=dict(request.query_params))

    @require()
    async def enter(self, area: Area, request: Request) -> Response:
        """Enter it and go to its page; or stay with what was typed and what is wrong."""
        seen = await visit(self._desk, request)
        form = await read_form(request)
        try:
            body = read_body(area, ENTER, dict(form))
            made = await perform(area, seen, request, body, through="desk")
        except Problem as problem:
            return self._form(area, request, seen, form, problem)
        return RedirectResponse(f"{area.address}/{made.number}?done={ENTER}", status_code=303)

    @require()
    async def entry(self, area: Area, request: Request) -> Response:
        """One entry."""
        return await self._page(area, request, await visit(self._desk, request))

    @require()
    async def act(self, area: Area, request: Request) -> Response:
        """Act and come back to the page; or stay on it with what was typed and what is wrong."""
        seen = await visit(self._desk, request)
        await find(area, seen, request)
        name = str(request.path_params["act"])
        body_for(area, name)
        form = await read_form(request)
        try:
            body = read_body(area, name, dict(form))
            made = await perform(area, seen, request, body, through="desk")
        except Problem as problem:
            return await self._page(area, request, seen, form, problem, name)
        return RedirectResponse(f"{area.address}/{made.number}?done={name}", status_code=303)

    def _form(
        self,
        area: Area,
        request: Request,
        seen: Visit,
        typed: Mapping[str, object] | FormData = _NOTHING_TYPED,
        problem: Problem | None = None,
    ) -> Response:
        return self._desk.pages.render(
            request,
            "beside/new.html",
            status=problem.status if problem else 200,
            area=area,
            may_enter=area.may_enter(seen),
            fields=area.fields(ENTER, seen, None),
            typed=typed,
            problem=problem,
            errors=problem.errors if problem else (),
        )

    async def _page(
        self,
        area: Area,
        request: Request,
        seen: Visit,
        typed: Mapping[str, object] | FormData = _NOTHING_TYPED,
        problem: Problem | None = None,
        tried: str = "",
    ) -> Response:
        entry = await find(area, seen, request)
        names = Names(seen.organisation)
        offered = area.offered(entry, seen)
        asked = tried or request.query_params.get("act", "")
        opened = asked if asked in offered else next(iter(offered), "")
        return self._desk.pages.render(
            request,
            "beside/entry.html",
            status=problem.status if problem else 200,
            area=area,
            entry=entry,
            heading=area.heading(entry),
            facts=area.facts(entry, names),
            offered=offered,
            opened=opened,
            fields=area.fields(opened, seen, entry) if opened else (),
            story=story(await area.book.history(entry.number), area, names),
            names=names,
            typed=typed,
            problem=problem,
            errors=problem.errors if problem else (),
            done=area.acts.get(request.query_params.get("done", "")),
            **await area.more(entry, seen),
        )
