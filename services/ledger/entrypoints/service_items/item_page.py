"""One service item: the guide as a citizen needs it, and how it became what it is."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.domain.service_items.guide import NO_GUIDE
from services.ledger.domain.service_items.item import Snapshot
from services.ledger.entrypoints.desk import visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.service_items.comparison import compare, details, fact_words
from services.ledger.entrypoints.service_items.item_desk import ItemDesk, editable, find
from services.ledger.entrypoints.service_items.words import ELEMENTS, FACTS, REASONS, who
from shared.language import Text
from shared.web.common_problems import not_found
from shared.web.session import require

DONE = {
    "published": Text("已发布，变化已告知各方", "Published; everybody concerned is told"),
    "discarded": Text("草稿已放弃", "The draft is thrown away"),
}


class ItemPage:
    """`/desk/items/{code}` and `/desk/items/{code}/history`."""

    def __init__(self, items: ItemDesk) -> None:
        self._items = items

    def routes(self) -> list[Route]:
        return [
            Route("/desk/items/{code}", self.show, methods=["GET"]),
            Route("/desk/items/{code}/history", self.history, methods=["GET"]),
        ]

    @require()
    async def show(self, request: Request) -> Response:
        """The guide in force, or the one of `?version=`."""
        seen = await visit(self._items.desk, request)
        standing = await find(self._items, request)
        snapshots = await self._items.queries.snapshots(standing.item.code)
        asked = request.query_params.get("version")
        shown = _version(snapshots, asked) if asked else standing.current
        if asked and shown is None:
            raise not_found()
        return self._items.desk.pages.render(
            request,
            "service_items/item.html",
            standing=standing,
            item=standing.item,
            shown=shown,
            guide=shown.guide if shown else NO_GUIDE,
            snapshots=snapshots,
            editable=editable(seen, standing),
            names=Names(seen.organisation),
            done=DONE.get(request.query_params.get("done", "")),
            details=details,
            fact_words=fact_words,
            facts=FACTS,
            who=who,
        )

    @require()
    async def history(self, request: Request) -> Response:
        """Any two snapshots side by side; the newest and the one before unless `?from=&to=` says else."""
        seen = await visit(self._items.desk, request)
        standing = await find(self._items, request)
        snapshots = await self._items.queries.snapshots(standing.item.code)
        after = _version(snapshots, request.query_params.get("to")) or standing.current
        before = _version(snapshots, request.query_params.get("from")) or _before(snapshots, after)
        comparison = None
        if after is not None:
            comparison = compare(before.guide if before else NO_GUIDE, after.guide)
        return self._items.desk.pages.render(
            request,
            "service_items/history.html",
            item=standing.item,
            snapshots=snapshots,
            before=before,
            after=after,
            comparison=comparison,
            names=Names(seen.organisation),
            elements=ELEMENTS,
            reasons=REASONS,
        )


def _version(snapshots: Sequence[Snapshot], asked: str | None) -> Snapshot | None:
    return next((each for each in snapshots if str(each.version) == asked), None)


def _before(snapshots: Sequence[Snapshot], after: Snapshot | None) -> Snapshot | None:
    older = [each for each in snapshots if after is not None and each.version < after.version]
    return older[0] if older else None
