"""The JSON API of service items."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.service_items.difference import difference
from services.ledger.domain.service_items.guide import NO_GUIDE
from services.ledger.domain.service_items.item import Snapshot
from services.ledger.domain.service_items.lint import findings_of
from services.ledger.entrypoints.desk import visit
from services.ledger.entrypoints.service_items import shown
from services.ledger.entrypoints.service_items.bodies import (
    DraftBody,
    HeadingBody,
    PublicationBody,
)
from services.ledger.entrypoints.service_items.item_desk import (
    ItemDesk,
    act,
    editable,
    find,
    find_own,
    with_keys,
)
from services.ledger.entrypoints.service_items.refusals import EXPECTED, problem_of
from services.ledger.entrypoints.service_items.words import LABELS
from services.ledger.handlers.service_items.lists import ItemFilter
from shared.web.addresses import address_with
from shared.web.body import read_json
from shared.web.common_problems import not_found
from shared.web.language import language_of
from shared.web.session import require
from shared.web.validation import from_validation

B = TypeVar("B", bound=BaseModel)
BODY_BYTES = 512 * 1024
BASE = "/api/v1/service-items"


class AskedItems(BaseModel):
    """The query of `GET /api/v1/service-items`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = Field(default="", max_length=100)
    unit: str = Field(default="", max_length=64)
    theme: str = Field(default="", max_length=200)
    drafted: bool = False
    after: str = Field(default="", max_length=64)
    limit: int = Field(default=50, ge=1, le=200)
    lang: str | None = None


class ItemsApi:
    """The endpoints, with what they need."""

    def __init__(self, items: ItemDesk) -> None:
        self._items = items

    def routes(self) -> list[Route]:
        """Everything under `/api/v1/service-items`."""
        item = f"{BASE}/{{code}}"
        return [
            Route(BASE, self.list, methods=["GET"]),
            Route(BASE, self.enter, methods=["POST"]),
            Route(item, self.item, methods=["GET"]),
            Route(f"{item}/snapshots", self.snapshots, methods=["GET"]),
            Route(f"{item}/difference", self.difference, methods=["GET"]),
            Route(f"{item}/draft", self.draft, methods=["GET"]),
            Route(f"{item}/draft", self.keep_draft, methods=["POST"]),
            Route(f"{item}/publish", self.publish, methods=["POST"]),
        ]

    @require()
    async def list(self, request: Request) -> Response:
        """A page of items; `next` is the address of the following one."""
        await visit(self._items.desk, request)
        try:
            asked = AskedItems.model_validate(dict(request.query_params))
        except ValidationError as error:
            raise from_validation(error, LABELS) from error
        wanted = ItemFilter(asked.q, asked.unit, asked.theme, asked.drafted)
        page = await self._items.queries.page(wanted, asked.after, asked.limit)
        following = address_with(request, after=page.next) if page.next else None
        items = [shown.listed(each) for each in page.items]
        return _answer({"items": items, "total": page.total, "next": following})

    @require()
    async def enter(self, request: Request) -> Response:
        """A new item, without a guide."""
        seen = await visit(self._items.desk, request)
        body = await _body(request, HeadingBody)
        try:
            item = await self._items.keep_item.enter(act(seen, request, 0), body.item())
        except EXPECTED as error:
            raise problem_of(error, seen.organisation) from error
        return _answer(shown.heading(item), 201)

    @require()
    async def item(self, request: Request) -> Response:
        """One item with the guide in force."""
        seen = await visit(self._items.desk, request)
        standing = await find(self._items, request)
        return _answer(shown.whole(standing, editable=editable(seen, standing)))

    @require()
    async def snapshots(self, request: Request) -> Response:
        """Every snapshot, newest first."""
        await visit(self._items.desk, request)
        code = (await find(self._items, request)).item.code
        found = await self._items.queries.snapshots(code)
        return _answer({"snapshots": [shown.snapshot(each) for each in found]})

    @require()
    async def difference(self, request: Request) -> Response:
        """Between `?from=` (0: nothing) and `?to=`, by version."""
        await visit(self._items.desk, request)
        code = (await find(self._items, request)).item.code
        found = await self._items.queries.snapshots(code)
        asked = request.query_params
        nothing = asked.get("from", "0") == "0"
        before = NO_GUIDE if nothing else _version(found, asked["from"]).guide
        after = _version(found, asked.get("to", "")).guide
        return _answer(shown.difference(before, after, difference(before, after)))

    @require()
    async def draft(self, request: Request) -> Response:
        """The draft with what lint finds, for those who may edit it."""
        seen = await visit(self._items.desk, request)
        standing = await find_own(self._items, seen, request)
        findings = findings_of(standing.drafted)
        return _answer(shown.draft(standing, findings, language_of(request)))

    @require()
    async def keep_draft(self, request: Request) -> Response:
        """Keep a whole guide as the draft; elements without a key are recognised by name."""
        seen = await visit(self._items.desk, request)
        standing = await find_own(self._items, seen, request)
        body = await _body(request, DraftBody)
        guide = with_keys(body.guide.guide(), standing) if body.guide else None
        doing = act(seen, request, body.expected_revision)
        try:
            kept = await self._items.keep_draft(doing, guide)
        except EXPECTED as error:
            raise problem_of(error, seen.organisation) from error
        return _answer(shown.draft(kept, findings_of(kept.drafted), language_of(request)))

    @require()
    async def publish(self, request: Request) -> Response:
        """Publish the draft; answers with the snapshot."""
        seen = await visit(self._items.desk, request)
        body = await _body(request, PublicationBody)
        doing = act(seen, request, body.expected_revision)
        try:
            snapshot = await self._items.publish(doing, body.publication())
        except EXPECTED as error:
            raise problem_of(error, seen.organisation) from error
        return _answer(shown.snapshot(snapshot), 201)


def _version(snapshots: Sequence[Snapshot], asked: str) -> Snapshot:
    """The snapshot of that version. Raises 404."""
    found = next((each for each in snapshots if str(each.version) == asked), None)
    if found is None:
        raise not_found()
    return found


async def _body(request: Request, kind: type[B]) -> B:
    try:
        return kind.model_validate_json(await read_json(request, BODY_BYTES))
    except ValidationError as error:
        raise from_validation(error, LABELS) from error


def _answer(body: object, status: int = 200) -> Response:
    return JSONResponse(body, status, headers={"cache-control": "no-store"})
