"""The list of service items, and entering a new one."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.service_items.item import ServiceItem
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.service_items.bodies import HeadingBody
from services.ledger.entrypoints.service_items.item_desk import ItemDesk, act, find_own
from services.ledger.entrypoints.service_items.refusals import EXPECTED, problem_of
from services.ledger.entrypoints.service_items.words import LABELS, days, trips
from services.ledger.handlers.service_items.lists import ItemFilter
from shared.language import Text
from shared.web.body import read_form
from shared.web.problems import Problem
from shared.web.session import Role, require
from shared.web.validation import from_validation

ON_A_PAGE = 40
LONGEST_SEARCH = 100


def filter_of(request: Request) -> ItemFilter:
    """What the address asks for."""
    asked = request.query_params
    return ItemFilter(
        words=asked.get("q", "").strip()[:LONGEST_SEARCH],
        unit_code=asked.get("unit", "")[:64],
        theme=asked.get("theme", "")[:200],
        drafted=asked.get("drafts") == "1",
    )


class ItemListPage:
    """`/desk/items`, `/desk/items/new`, and `/desk/items/{code}/heading` to correct one."""

    def __init__(self, items: ItemDesk) -> None:
        self._items = items

    def routes(self) -> list[Route]:
        heading = "/desk/items/{code}/heading"
        return [
            Route("/desk/items", self.show, methods=["GET"]),
            Route("/desk/items/new", self.blank, methods=["GET"]),
            Route("/desk/items/new", self.enter, methods=["POST"]),
            Route(heading, self.heading, methods=["GET"]),
            Route(heading, self.correct, methods=["POST"]),
        ]

    @require()
    async def show(self, request: Request) -> Response:
        """One page of the list."""
        seen = await visit(self._items.desk, request)
        wanted = filter_of(request)
        after = request.query_params.get("after", "")[:64]
        page = await self._items.queries.page(wanted, after, ON_A_PAGE)
        return self._items.desk.pages.render(
            request,
            "service_items/list.html",
            page=page,
            wanted=wanted,
            later=bool(after),
            themes=await self._items.queries.themes(),
            organisation=seen.organisation,
            may_enter=seen.actor.has("dispatcher", "unit_head"),
            names=Names(seen.organisation),
            days=days,
            trips=trips,
        )

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def blank(self, request: Request) -> Response:
        """An empty form."""
        seen = await visit(self._items.desk, request)
        own = "" if seen.actor.has("dispatcher") else seen.actor.unit_code or ""
        return self._form(request, seen, {"unit_code": own}, None, None)

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def enter(self, request: Request) -> Response:
        """Enter the item, and go on to its guide."""
        seen = await visit(self._items.desk, request)
        typed = await _typed(request)
        try:
            item = await self._items.keep_item.enter(act(seen, request, 0), _heading(typed).item())
        except ValidationError as error:
            return self._form(request, seen, typed, from_validation(error, LABELS), None)
        except EXPECTED as error:
            return self._form(request, seen, typed, problem_of(error, seen.organisation), None)
        return RedirectResponse(f"/desk/items/{item.code}/draft", status_code=303)

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def heading(self, request: Request) -> Response:
        """What it is called and whose it is, to be corrected."""
        seen = await visit(self._items.desk, request)
        item = (await find_own(self._items, seen, request)).item
        typed = {name: str(getattr(item, name) or "") for name in HeadingBody.model_fields}
        return self._form(request, seen, typed, None, item)

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def correct(self, request: Request) -> Response:
        """Keep the corrections."""
        seen = await visit(self._items.desk, request)
        old = (await find_own(self._items, seen, request)).item
        typed = await _typed(request) | {"code": old.code}
        revision = int(typed["revision"]) if typed.get("revision", "").isdecimal() else -1
        try:
            await self._items.keep_item.correct(
                act(seen, request, revision), _heading(typed).item()
            )
        except ValidationError as error:
            return self._form(request, seen, typed, from_validation(error, LABELS), old)
        except EXPECTED as error:
            return self._form(request, seen, typed, problem_of(error, seen.organisation), old)
        return RedirectResponse(f"/desk/items/{old.code}", status_code=303)

    def _form(
        self,
        request: Request,
        seen: Visit,
        typed: dict[str, str],
        problem: Problem | None,
        item: ServiceItem | None,
    ) -> Response:
        everywhere = seen.actor.has("dispatcher")
        units = [
            (unit.code, Text(unit.name_zh, unit.name_en))
            for unit in seen.organisation.units
            if unit.active and (everywhere or seen.actor.heads(unit.code))
        ]
        return self._items.desk.pages.render(
            request,
            "service_items/heading.html",
            status=problem.status if problem else 200,
            typed=typed,
            problem=problem,
            errors=problem.errors if problem else (),
            item=item,
            units=units,
        )


async def _typed(request: Request) -> dict[str, str]:
    form = await read_form(request, clean=True)
    return {name: str(value).strip() for name, value in form.items()}


def _heading(typed: dict[str, str]) -> HeadingBody:
    given = {name: typed[name] for name in HeadingBody.model_fields if typed.get(name)}
    return HeadingBody.model_validate({**given, "code": typed.get("code", "").lower()})
