"""Seeing how to reach the person: what for, then once, on a page that closes by itself; and by API."""

from dataclasses import asdict
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.scope import scope_of
from services.ledger.domain.task import Action, Purpose, allowed
from services.ledger.entrypoints.bodies import problem_with
from services.ledger.entrypoints.choice_words import PURPOSES
from services.ledger.entrypoints.contacts.refusals import problem_of
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.handlers.acting import Act
from services.ledger.handlers.contacts.reveal_contact import RevealContact
from shared.revealing.answer import Revealed
from shared.web.body import read_form, read_json
from shared.web.common_problems import not_found
from shared.web.correlation import correlation_of
from shared.web.problems import Problem
from shared.web.session import require

SHOWN_SECONDS = 120
"""Long enough to dial a number or to copy an address."""


class RevealBody(BaseModel):
    """What for; `note` may say more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(ge=1, le=1_000_000)
    purpose: Purpose
    note: Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)] = ""


class RevealPage:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk, reveal: RevealContact) -> None:
        self._desk, self._reveal = desk, reveal

    def routes(self) -> list[Route]:
        """`/desk/tasks/{number}/reveal` and the same for programs."""
        page, program = "/desk/tasks/{number}/reveal", "/api/v1/tasks/{number}/reveal"
        return [
            Route(page, self.form, methods=["GET"]),
            Route(page, self.show, methods=["POST"]),
            Route(program, self.answer, methods=["POST"]),
        ]

    @require()
    async def form(self, request: Request) -> Response:
        """What for?"""
        return await self._form(request, await visit(self._desk, request))

    @require()
    async def show(self, request: Request) -> Response:
        """The contact, once; or the form with what is wrong."""
        seen = await visit(self._desk, request)
        form = await read_form(request)
        given = {key: value for key, value in form.items() if isinstance(value, str)}
        try:
            body = RevealBody.model_validate(given)
            contact = await self._ask(request, seen, body)
        except ValidationError as error:
            return await self._form(request, seen, problem_with(error), given)
        except Problem as problem:
            return await self._form(request, seen, problem, given)
        number = str(request.path_params["number"])
        response = self._desk.pages.render(
            request,
            "contacts/revealed.html",
            number=number,
            contact=contact,
            purpose=PURPOSES[body.purpose],
            minutes=SHOWN_SECONDS // 60,
        )
        response.headers["cache-control"] = "no-store"
        response.headers["refresh"] = f"{SHOWN_SECONDS}; url=/desk/tasks/{number}"
        return response

    @require()
    async def answer(self, request: Request) -> Response:
        """The contact, once, as JSON."""
        seen = await visit(self._desk, request)
        try:
            body = RevealBody.model_validate_json(await read_json(request, 8 * 1024))
        except ValidationError as error:
            raise problem_with(error) from error
        contact = await self._ask(request, seen, body)
        told = {
            "task_number": str(request.path_params["number"]),
            "purpose": body.purpose.value,
            "contact": asdict(contact),
        }
        return JSONResponse(told, headers={"cache-control": "no-store"})

    async def _ask(self, request: Request, seen: Visit, body: RevealBody) -> Revealed:
        through = "api" if request.url.path.startswith("/api/") else "desk"
        act = Act(
            task_number=str(request.path_params["number"]),
            expected_version=body.expected_version,
            actor=seen.actor,
            through=through,
            correlation_id=correlation_of(request),
            note=body.note,
        )
        try:
            return await self._reveal(act, body.purpose)
        except Exception as error:
            problem = problem_of(error, seen.organisation)
            if problem is None:
                raise
            raise problem from error

    async def _form(
        self,
        request: Request,
        seen: Visit,
        problem: Problem | None = None,
        typed: dict[str, str] | None = None,
    ) -> Response:
        number = str(request.path_params["number"])
        found = await self._desk.queries.whole(scope_of(seen.actor), number)
        if found is None:
            raise problem or not_found()
        return self._desk.pages.render(
            request,
            "contacts/reveal.html",
            status=problem.status if problem else 200,
            task=found.listed.task,
            listed=found.listed,
            possible=Action.REVEAL in allowed(found.listed.task, seen.actor),
            purposes=list(PURPOSES.items()),
            problem=problem,
            errors=problem.errors if problem else (),
            typed=typed or {},
        )
