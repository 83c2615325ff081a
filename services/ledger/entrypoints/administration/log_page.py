"""The log of the organisation's changes: who changed what, when, before and after."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.domain.administration.changes import Section
from services.ledger.entrypoints.administration.office import Office, demand_reader
from services.ledger.entrypoints.administration.pages import HOME
from services.ledger.entrypoints.administration.words import FIELDS, SECTIONS
from services.ledger.entrypoints.desk import visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import CHANNELS
from services.ledger.handlers.administration.ports import LoggedChange
from shared.language import Text
from shared.web.session import require

AT_ONCE = 50
_UNSAID = Text("—", "—")


class LogPage:
    """The endpoint, with what it needs."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """`/desk/organisation/changes`."""
        return [Route(f"{HOME}/changes", self.show, methods=["GET"])]

    @require()
    async def show(self, request: Request) -> Response:
        """The newest first, some at a time."""
        seen = await visit(self._office.desk, request)
        demand_reader(seen)
        before = request.query_params.get("before", "")
        changes = await self._office.administration.changes(
            int(before) if before.isdigit() else None,
            AT_ONCE + 1,
            request.query_params.get("code", "")[:64],
        )
        shown = changes[:AT_ONCE]
        return self._office.desk.pages.render(
            request,
            "administration/changes.html",
            rows=[(each, differences(each)) for each in shown],
            sections=SECTIONS,
            channels=CHANNELS,
            older=shown[-1].id if len(changes) > AT_ONCE else None,
            code=request.query_params.get("code", ""),
            names=Names(seen.organisation),
        )


def differences(each: LoggedChange) -> list[tuple[Text, Text, Text]]:
    """Field, before, after; of a new or removed entry only the fields that say something."""
    before, after = each.change.before, each.change.after
    names = list(after if after is not None else before or {})
    if each.change.section is Section.ORDER:
        names = ["rules"]
    rows = [
        (
            FIELDS.get(name, Text(name, name)),
            _words((before or {}).get(name)),
            _words((after or {}).get(name)),
        )
        for name in names
    ]
    return [row for row in rows if row[1] != row[2]]


def _words(value: object) -> Text:
    if value is None or value in ([], ""):
        return _UNSAID
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, list):
        parts = [str(part) for part in value]
        return Text("、".join(parts), ", ".join(parts))
    return Text(str(value), str(value))
