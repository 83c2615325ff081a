"""The page of rules, limits and calendar, and a dry run: which rule would this get?"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadlines.calendar_document import CalendarDocument, Closure, spans
from services.ledger.domain.deadlines.rulebook import Case, Rulebook
from services.ledger.domain.working_calendar import Year
from services.ledger.entrypoints.deadlines.changing import DeadlineDesk, may_change
from services.ledger.entrypoints.deadlines.forms import DeadlineForms
from services.ledger.entrypoints.deadlines.rule_words import (
    LIMIT_NAMES,
    PURPOSES,
    REASONS,
    WAYS_IN,
    limit_of,
    named,
)
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import NATURES, URGENCIES
from shared.language import Text
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.session import require

RUNS = 5


TRIED = ("nature", "channel", "category", "urgency")
"""What a dry run is told."""


class DeadlinePages:
    """The endpoints, with what they need."""

    def __init__(self, office: DeadlineDesk) -> None:
        self._office = office
        self._forms = DeadlineForms(office)

    def routes(self) -> list[Route]:
        """`/desk/deadlines` and what is under it; a POST to the page itself changes nothing."""
        page = "/desk/deadlines"
        return [
            Route(page, self.show, methods=["GET"]),
            Route(page, self.try_choice, methods=["POST"]),
            Route(f"{page}/calendars/{{version}}", self.calendar, methods=["GET"]),
            *self._forms.routes(),
        ]

    @require()
    async def show(self, request: Request) -> Response:
        """Everything as it is."""
        return await self._page(request, {})

    @require()
    async def try_choice(self, request: Request) -> Response:
        """The same page with the rule that a task like this would get."""
        form = await read_form(request)
        typed = {key: str(form.get(key, ""))[:64] for key in TRIED}
        return await self._page(request, typed)

    @require()
    async def calendar(self, request: Request) -> Response:
        """One version of the calendar, however old."""
        seen = await visit(self._office.desk, request)
        version = str(request.path_params["version"])
        document = await self._office.history.document(version)
        if document is None:
            raise not_found()
        book = await self._office.desk.rulebooks.current()
        return self._office.desk.pages.render(
            request,
            "deadlines/calendar.html",
            version=version,
            present=book.calendar.version,
            document=document,
            may_change=may_change(seen),
            years=_days_of(document),
        )

    async def _page(self, request: Request, typed: dict[str, str]) -> Response:
        seen = await visit(self._office.desk, request)
        desk, history = self._office.desk, self._office.history
        book = await desk.rulebooks.current()
        document = await history.document(book.calendar.version)
        return desk.pages.render(
            request,
            "deadlines.html",
            book=book,
            document=document,
            versions=await history.calendars(),
            runs=await history.runs(RUNS),
            typed=typed,
            found=_tried(book, seen, typed) if typed else None,
            may_change=may_change(seen),
            done=request.query_params.get("done"),
            categories=seen.organisation.categories,
            names=Names(seen.organisation),
            natures=NATURES,
            urgencies=URGENCIES,
            channels=WAYS_IN,
            purposes=PURPOSES,
            limit_of=limit_of,
            limit_names=LIMIT_NAMES,
            reasons=REASONS,
        )


def _tried(book: Rulebook, seen: Visit, typed: dict[str, str]) -> tuple[Text, Text]:
    """The rule, and why a task that is sent now would be due when."""
    case = Case(
        typed["nature"], typed["channel"], typed["category"] or None, typed["urgency"] or None
    )
    rule = book.choose(case, seen.organisation.lineage)
    due = deadline(rule, seen.now, book.calendar)
    return named(rule), Text(due.basis_zh, due.basis_en)


def _days_of(document: CalendarDocument) -> list[tuple[Year, list[Closure]]]:
    """Years newest first, each with its spans of days off."""
    years = sorted(document.years.values(), key=lambda year: -year.year)
    return [(year, spans(year.holidays)) for year in years]
