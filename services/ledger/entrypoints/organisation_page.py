"""The organisation to look at, and a dry run of routing: where would these words go?"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.domain.administration.rights import READERS
from services.ledger.domain.routing import Matter, why
from services.ledger.entrypoints.desk import Desk, visit
from services.ledger.entrypoints.names import Names
from shared.language import Text
from shared.web.body import read_form
from shared.web.session import require

LONGEST_TEXT = 4000


class OrganisationPage:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """`/desk/organisation`; a POST asks where words would go and changes nothing."""
        path = "/desk/organisation"
        return [
            Route(path, self.show, methods=["GET"]),
            Route(path, self.try_routing, methods=["POST"]),
        ]

    @require()
    async def show(self, request: Request) -> Response:
        """Units, staff, categories and rules as they are."""
        return await self._page(request, {})

    @require()
    async def try_routing(self, request: Request) -> Response:
        """The same page with the answer of the rules."""
        form = await read_form(request)
        typed = {key: str(form.get(key, "")) for key in ("text", "category", "district")}
        return await self._page(request, typed)

    async def _page(self, request: Request, typed: dict[str, str]) -> Response:
        seen = await visit(self._desk, request)
        organisation = seen.organisation
        found = None
        if typed:
            matter = Matter(
                text=typed["text"][:LONGEST_TEXT],
                category_code=typed["category"] or None,
                district_code=typed["district"] or None,
            )
            found = organisation.router.route(matter)
        return self._desk.pages.render(
            request,
            "organisation.html",
            typed=typed,
            found=found,
            why=Text(*why(found)) if found else None,
            turns=organisation.turns,
            organisation=organisation,
            centre=seen.actor.has("dispatcher"),
            reads=seen.actor.has(*READERS),
            heads=seen.actor.unit_code if seen.actor.has("unit_head") else None,
            done=request.query_params.get("done"),
            names=Names(organisation),
        )
