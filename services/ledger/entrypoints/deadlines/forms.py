"""The forms that change rules, limits and the calendar: first what would move, then saving."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.deadline_rules import Purpose, Unit
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.entrypoints.deadlines.bodies import (
    CONDITIONS,
    FIELDS,
    Body,
    CalendarBody,
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
from services.ledger.entrypoints.deadlines.rule_form import (
    NEW,
    SWITCHES,
    new_code,
    values_of,
)
from services.ledger.entrypoints.deadlines.rule_words import (
    LIMIT_NAMES,
    PURPOSES,
    UNIT_NAMES,
    WAYS_IN,
    limit_of,
)
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import NATURES, URGENCIES
from services.ledger.handlers.deadlines.change_rulebook import Change
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.problems import Problem
from shared.web.session import require
from shared.web.validation import from_validation

Deciding = Callable[[Rulebook, Visit, FormData], Change]
B = TypeVar("B", bound=Body)


class DeadlineForms:
    """The endpoints, with what they need."""

    def __init__(self, office: DeadlineDesk) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """A page for each rule, each limit and the calendar; a POST previews, or saves."""
        page = "/desk/deadlines"
        return [
            Route(f"{page}/rules/{{code}}", self.rule, methods=["GET"]),
            Route(f"{page}/rules/{{code}}", self.save_rule, methods=["POST"]),
            Route(f"{page}/limits/{{name}}", self.limit, methods=["GET"]),
            Route(f"{page}/limits/{{name}}", self.save_limit, methods=["POST"]),
            Route(f"{page}/calendar", self.calendar, methods=["GET"]),
            Route(f"{page}/calendar", self.save_calendar, methods=["POST"]),
        ]

    @require()
    async def rule(self, request: Request) -> Response:
        """A rule with its revisions, to be changed by those who may."""
        seen = await visit(self._office.desk, request)
        book = await self._office.desk.rulebooks.current()
        return await self._rule_page(
            request, seen, values_of(book, str(request.path_params["code"]))
        )

    @require()
    async def save_rule(self, request: Request) -> Response:
        """Preview or save."""

        def decide(book: Rulebook, seen: Visit, form: FormData) -> Change:
            code = str(request.path_params["code"])
            values: dict[str, Any] = {k: v for k, v in form.items() if k not in ("do", "code")}
            values |= {name: form.getlist(name) for name in CONDITIONS}
            values |= {name: form.get(name, "") for name in SWITCHES}
            body = _body(RuleBody, values)
            return rule_change(body, new_code(form) if code == NEW else code, book, seen)

        return await self._decided(request, decide, self._rule_page)

    @require()
    async def limit(self, request: Request) -> Response:
        """A limit, to be changed by those who may."""
        seen = await visit(self._office.desk, request)
        book = await self._office.desk.rulebooks.current()
        name = str(request.path_params["name"])
        found = next((asdict(each) for each in book.limit_entries if each.name == name), None)
        if found is None:
            raise not_found()
        return await self._limit_page(
            request, seen, {**found, "expected_revision": found["revision"]}
        )

    @require()
    async def save_limit(self, request: Request) -> Response:
        """Preview or save."""

        def decide(book: Rulebook, seen: Visit, form: FormData) -> Change:
            values = {key: value for key, value in form.items() if key != "do"}
            return limit_change(_body(LimitBody, values), str(request.path_params["name"]), book)

        return await self._decided(request, decide, self._limit_page)

    @require()
    async def calendar(self, request: Request) -> Response:
        """Where a calendar file is put in."""
        seen = await visit(self._office.desk, request)
        check_may_change(seen)
        book = await self._office.desk.rulebooks.current()
        values = {"expected_version": book.calendar.version}
        return await self._calendar_page(request, seen, values)

    @require()
    async def save_calendar(self, request: Request) -> Response:
        """Preview or save."""

        def decide(book: Rulebook, seen: Visit, form: FormData) -> Change:
            values = {key: value for key, value in form.items() if key != "do"}
            return calendar_change(_body(CalendarBody, values), book)

        return await self._decided(request, decide, self._calendar_page)

    async def _decided(
        self, request: Request, decide: Deciding, page: Callable[..., Any]
    ) -> Response:
        """The page again with what would move or what is wrong; or back to the overview, saved."""
        seen = await visit(self._office.desk, request)
        check_may_change(seen)
        form = await read_form(request)
        typed: dict[str, Any] = {**form, **{name: form.getlist(name) for name in CONDITIONS}}
        book = await self._office.desk.rulebooks.current()
        try:
            change = decide(book, seen, form)
            if form.get("do") != "save":
                proposal = await propose(self._office, change)
                return await page(request, seen, typed, proposal=proposal)  # type: ignore[no-any-return]
            await make(self._office, change, seen)
        except Problem as problem:
            return await page(request, seen, typed, problem=problem)  # type: ignore[no-any-return]
        return RedirectResponse("/desk/deadlines?done=changed", status_code=303)

    async def _rule_page(
        self, request: Request, seen: Visit, typed: Mapping[str, Any], **more: Any
    ) -> Response:
        code = str(request.path_params["code"])
        return self._render(
            request,
            seen,
            "deadlines/rule.html",
            typed=typed,
            code=code,
            is_new=code == NEW,
            revisions=await self._office.history.revisions(code),
            units=[(unit.value, UNIT_NAMES[unit]) for unit in Unit],
            purposes=[(each.value, PURPOSES[each]) for each in Purpose],
            natures=list(NATURES.items()),
            urgencies=URGENCIES,
            channels=list(WAYS_IN.items()),
            **more,
        )

    async def _limit_page(
        self, request: Request, seen: Visit, typed: Mapping[str, Any], **more: Any
    ) -> Response:
        name = str(request.path_params["name"])
        if name not in LIMIT_NAMES:
            raise not_found()
        title = LIMIT_NAMES[name]
        return self._render(request, seen, "deadlines/limit.html", typed=typed, title=title, **more)

    async def _calendar_page(
        self, request: Request, seen: Visit, typed: Mapping[str, Any], **more: Any
    ) -> Response:
        return self._render(request, seen, "deadlines/load.html", typed=typed, **more)

    def _render(
        self,
        request: Request,
        seen: Visit,
        template: str,
        problem: Problem | None = None,
        proposal: object = None,
        **values: Any,
    ) -> Response:
        return self._office.desk.pages.render(
            request,
            template,
            status=problem.status if problem else 200,
            problem=problem,
            errors=problem.errors if problem else (),
            proposal=proposal,
            may_change=seen.actor.has("dispatcher", "supervisor"),
            categories=[
                (each.code, each.name_zh, each.name_en)
                for each in seen.organisation.categories
                if each.active
            ],
            names=Names(seen.organisation),
            limit_of=limit_of,
            **values,
        )


def _body(kind: type[B], values: Mapping[str, object]) -> B:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise from_validation(error, FIELDS) from error
