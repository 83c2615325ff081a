"""The JSON API of the ledgers beside the spine: lists, entries, acts."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.plain import plain
from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.beside.performing import ENTER, find, perform, read_body
from services.ledger.entrypoints.desk import Desk, Visit, visit
from shared.web.addresses import address_with
from shared.web.body import read_json
from shared.web.session import require
from shared.web.validation import from_validation

BODY_BYTES = 64 * 1024
Value = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Asked(BaseModel):
    """The query of a list, besides the fields it can be narrowed by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: int | None = Field(default=None, ge=1)
    limit: int = Field(default=50, ge=1, le=200)
    lang: str | None = None
    narrowed: dict[str, Value] = Field(default_factory=dict)


class BesideApi:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk, areas: Sequence[Area]) -> None:
        self._desk, self._areas = desk, areas

    def routes(self) -> list[Route]:
        """`/api/v1/ledgers/{slug}`, an entry below it, and an address for each act."""
        found = []
        for area in self._areas:
            home = f"/api/v1/ledgers/{area.slug}"
            entry = home + "/{number:int}"
            found += [
                Route(home, partial(self.page, area), methods=["GET"]),
                Route(home, partial(self.enter, area), methods=["POST"]),
                Route(entry, partial(self.entry, area), methods=["GET"]),
                *(
                    Route(f"{entry}/{name}", partial(self.act, area, name), methods=["POST"])
                    for name in area.bodies
                ),
            ]
        return found

    @require()
    async def page(self, area: Area, request: Request) -> Response:
        """Entries the officer may see, the newest first; `next` is the address of the following page."""
        seen = await visit(self._desk, request)
        asked = _asked(area, request)
        filters = {**asked.narrowed, **area.scope(seen)}
        entries = await area.book.page(filters, asked.after, asked.limit + 1)
        shown, more = entries[: asked.limit], len(entries) > asked.limit
        following = address_with(request, after=shown[-1].number) if more else None
        return _answer({"entries": [as_json(each) for each in shown], "next": following})

    @require()
    async def entry(self, area: Area, request: Request) -> Response:
        """One entry with its history and what the officer may do."""
        seen = await visit(self._desk, request)
        return await self._whole(area, seen, await find(area, seen, request))

    @require()
    async def enter(self, area: Area, request: Request) -> Response:
        """Enter one; answers with it."""
        seen = await visit(self._desk, request)
        body = read_body(area, ENTER, await read_json(request, BODY_BYTES))
        made = await perform(area, seen, request, body, through="api")
        answer = await self._whole(area, seen, made, status=201)
        answer.headers["location"] = f"/api/v1/ledgers/{area.slug}/{made.number}"
        return answer

    @require()
    async def act(self, area: Area, name: str, request: Request) -> Response:
        """Act on one; answers with it as it is then."""
        seen = await visit(self._desk, request)
        await find(area, seen, request)
        body = read_body(area, name, await read_json(request, BODY_BYTES))
        return await self._whole(area, seen, await perform(area, seen, request, body, "api"))

    async def _whole(self, area: Area, seen: Visit, entry: Entry, status: int = 200) -> Response:
        history = await area.book.history(entry.number)
        body = {
            **as_json(entry),
            **await area.shown_more(entry),
            "allowed_acts": list(area.offered(entry, seen)),
            "history": [
                {name: plain(value) for name, value in asdict(each).items() if name != "number"}
                for each in history
            ],
        }
        return _answer(body, status)


def as_json(entry: Entry) -> dict[str, Any]:
    """An entry's fields; moments in UTC, days as they are in China."""
    return {name: _plain(value) for name, value in asdict(entry).items()}


def _plain(value: object) -> object:
    return value.isoformat() if type(value) is date else plain(value)


def _asked(area: Area, request: Request) -> Asked:
    """Raises the 422 problem for a query nobody understands."""
    query = dict(request.query_params)
    narrowed = {name: query.pop(name) for name in area.filters if name in query}
    try:
        return Asked.model_validate({**query, "narrowed": narrowed})
    except ValidationError as error:
        raise from_validation(error, area.labels) from error


def _answer(body: object, status: int = 200) -> Response:
    return JSONResponse(body, status_code=status, headers={"cache-control": "no-store"})
