"""The JSON API of rules, limits and calendars: to read, to try, to preview, to change."""

from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadlines.calendar_document import as_plain
from services.ledger.entrypoints.deadlines import shown
from services.ledger.entrypoints.deadlines.bodies import (
    FIELDS,
    Body,
    CalendarBody,
    CasesBody,
    LimitBody,
    RuleBody,
)
from services.ledger.entrypoints.deadlines.changing import (
    DeadlineDesk,
    calendar_change,
    check_may_change,
    limit_change,
    make,
    propose,
    rule_change,
)
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.handlers.deadlines.change_rulebook import Change
from shared.web.body import read_json
from shared.web.common_problems import not_found
from shared.web.language import language_of
from shared.web.session import require
from shared.web.validation import from_validation

BODY_BYTES = 512 * 1024
RUNS = 20

B = TypeVar("B", bound=Body)


class DeadlineApi:
    """The endpoints, with what they need."""

    def __init__(self, office: DeadlineDesk) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """Everything under `/api/v1/deadline-rules`, `/api/v1/calendars`, `/api/v1/recomputations`."""
        rules, calendars = "/api/v1/deadline-rules", "/api/v1/calendars"
        return [
            Route(rules, self.rules, methods=["GET"]),
            Route(f"{rules}/choice", self.choice, methods=["POST"]),
            Route(f"{rules}/{{code}}", self.put_rule, methods=["PUT"]),
            Route("/api/v1/deadline-limits/{name}", self.put_limit, methods=["PUT"]),
            Route(calendars, self.calendars, methods=["GET"]),
            Route(calendars, self.load, methods=["POST"]),
            Route(f"{calendars}/{{version}}", self.calendar, methods=["GET"]),
            Route("/api/v1/recomputations", self.recomputations, methods=["GET"]),
        ]

    @require()
    async def rules(self, request: Request) -> Response:
        """Rules and limits as they are."""
        await visit(self._office.desk, request)
        return _answer(shown.rulebook(await self._office.desk.rulebooks.current()))

    @require()
    async def choice(self, request: Request) -> Response:
        """Which rule these would get, and when they would be due if they were sent now."""
        seen = await visit(self._office.desk, request)
        asked = await _read(CasesBody, request)
        book = await self._office.desk.rulebooks.current()
        chosen = [book.choose(each.case(), seen.organisation.lineage) for each in asked.cases]
        due = [deadline(rule, seen.now, book.calendar) for rule in chosen]
        return _answer({"choices": [shown.choice(each, language_of(request)) for each in due]})

    @require()
    async def put_rule(self, request: Request) -> Response:
        """Change a rule or add one; `?preview=true`: only say what it would do."""
        seen = await visit(self._office.desk, request)
        check_may_change(seen)
        body = await _read(RuleBody, request)
        book = await self._office.desk.rulebooks.current()
        code = shown.code_of(str(request.path_params["code"]))
        return await self._changed(request, seen, rule_change(body, code, book, seen))

    @require()
    async def put_limit(self, request: Request) -> Response:
        """Change a limit."""
        seen = await visit(self._office.desk, request)
        check_may_change(seen)
        body = await _read(LimitBody, request)
        book = await self._office.desk.rulebooks.current()
        change = limit_change(body, str(request.path_params["name"]), book)
        return await self._changed(request, seen, change)

    @require()
    async def load(self, request: Request) -> Response:
        """Load a calendar file as the next version."""
        seen = await visit(self._office.desk, request)
        check_may_change(seen)
        body = await _read(CalendarBody, request)
        book = await self._office.desk.rulebooks.current()
        return await self._changed(request, seen, calendar_change(body, book))

    @require()
    async def calendars(self, request: Request) -> Response:
        """Every version that was ever loaded, newest first."""
        await visit(self._office.desk, request)
        found = await self._office.history.calendars()
        return _answer({"calendars": [shown.calendar_version(each) for each in found]})

    @require()
    async def calendar(self, request: Request) -> Response:
        """One version, whole."""
        await visit(self._office.desk, request)
        version = str(request.path_params["version"])
        document = await self._office.history.document(version)
        if document is None:
            raise not_found()
        return _answer({"version": version, **as_plain(document)})

    @require()
    async def recomputations(self, request: Request) -> Response:
        """The last ones, newest first."""
        await visit(self._office.desk, request)
        found = await self._office.history.runs(RUNS)
        return _answer({"recomputations": [shown.run(each) for each in found]})

    async def _changed(self, request: Request, seen: Visit, change: Change) -> Response:
        if request.query_params.get("preview") == "true":
            proposal = await propose(self._office, change)
            return _answer(shown.proposal(proposal))
        done = await make(self._office, change, seen)
        return _answer({"changed": done.anything, **shown.rulebook(done.rulebook)})


async def _read(kind: type[B], request: Request) -> B:
    try:
        return kind.model_validate_json(await read_json(request, BODY_BYTES))
    except ValidationError as error:
        raise from_validation(error, FIELDS) from error


def _answer(body: object) -> Response:
    return JSONResponse(body, headers={"cache-control": "no-store"})
