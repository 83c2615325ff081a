"""The record of exports: who took which list along, when, how much of it; as a page and as JSON."""

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.administration.office import Office, demand_reader
from services.ledger.entrypoints.administration.pages import HOME
from services.ledger.entrypoints.desk import visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import TABS
from services.ledger.handlers.administration.exports import Kept
from services.ledger.handlers.lists import Tab
from shared.language import Text
from shared.web.session import require

AT_ONCE = 50
API = "/api/v1/organisation/exports"
KINDS = {
    "xlsx": Text("Excel 台账", "Excel ledger"),
    "csv": Text("CSV 表格", "CSV table"),
    "paper": Text("打印页", "page for printing"),
    "process-log.xes": Text("XES 文件", "XES file"),
    "process-log.csv": Text("CSV 表格", "CSV table"),
}
PROCESS_LOG = Text("过程日志", "Process log")


class ExportsPage:
    """For dispatchers and auditors, as the log of changes."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """`/desk/organisation/exports`, and the same by API."""
        return [Route(f"{HOME}/exports", self.show), Route(API, self.as_json)]

    @require()
    async def show(self, request: Request) -> Response:
        """The newest first, some at a time."""
        seen = await visit(self._office.desk, request)
        demand_reader(seen)
        kept, older = await self._page(request)
        return self._office.desk.pages.render(
            request,
            "administration/exports.html",
            rows=[(each, described(each), is_list(each)) for each in kept],
            kinds=KINDS,
            older=older,
            staff=request.query_params.get("staff", "")[:64],
            names=Names(seen.organisation),
        )

    @require()
    async def as_json(self, request: Request) -> Response:
        """The same; `next` is the id to ask `?before=` with."""
        seen = await visit(self._office.desk, request)
        demand_reader(seen)
        kept, older = await self._page(request)
        body = {"exports": [_as_json(each) for each in kept], "next": older}
        return JSONResponse(body, headers={"cache-control": "no-store"})

    async def _page(self, request: Request) -> tuple[list[Kept], int | None]:
        before = request.query_params.get("before", "")
        earlier = (
            int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
        )
        staff = request.query_params.get("staff", "")[:64]
        found = await self._office.desk.exports.page(earlier, AT_ONCE + 1, staff)
        kept = found[:AT_ONCE]
        return kept, kept[-1].id if len(found) > AT_ONCE else None


def described(each: Kept) -> Text:
    """The list's name, and what narrowed it as its address says it."""
    asked = dict(parse_qsl(each.taken.asked))
    tab = asked.pop("tab", "")
    name = TABS[Tab(tab)] if tab in list(Tab) else Text(tab, tab)
    if not is_list(each):
        name = PROCESS_LOG
    narrowed = "".join(f" · {key}={value}" for key, value in asked.items())
    return Text(f"{name.zh}{narrowed}", f"{name.en}{narrowed}")


def is_list(each: Kept) -> bool:
    """Whether it was a list of the desk, which can be looked at again."""
    return not each.taken.kind.startswith("process-log")


def _as_json(each: Kept) -> dict[str, object]:
    return {
        "id": each.id,
        "at": each.taken.at.isoformat(),
        "staff_id": each.taken.staff_id,
        "unit_code": each.taken.unit_code,
        "kind": each.taken.kind,
        "asked": each.taken.asked,
        "count": each.count,
    }
