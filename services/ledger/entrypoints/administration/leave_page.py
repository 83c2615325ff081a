"""The page on which somebody is let go: what is open, who takes over, how far the handover is."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.administration.changes import Section
from services.ledger.domain.organisation import Staff
from services.ledger.entrypoints.administration.bodies import LeaveBody
from services.ledger.entrypoints.administration.choosing import owners
from services.ledger.entrypoints.administration.office import (
    Office,
    demand_administrator,
    entry_in,
    let_go,
)
from services.ledger.entrypoints.administration.pages import HOME
from services.ledger.entrypoints.administration.words import FIELDS
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import STATES
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.problems import Problem
from shared.web.session import require
from shared.web.validation import from_validation


class LeavePage:
    """The endpoints, with what they need."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """`/desk/organisation/staff/{code}/leave`."""
        path = f"{HOME}/staff/{{code}}/leave"
        return [
            Route(path, self.show, methods=["GET"]),
            Route(path, self.send, methods=["POST"]),
        ]

    @require()
    async def show(self, request: Request) -> Response:
        """What would be handed over, or how far it is."""
        seen = await visit(self._office.desk, request)
        return await self._page(request, seen, {})

    @require()
    async def send(self, request: Request) -> Response:
        """Let go and hand over; the same again goes on after an interruption."""
        seen = await visit(self._office.desk, request)
        form = await read_form(request)
        typed = {name: str(value) for name, value in form.items()}
        try:
            body = LeaveBody.model_validate(typed)
            left = await let_go(self._office, seen, request, body, "desk")
        except ValidationError as error:
            return await self._page(request, seen, typed, from_validation(error, FIELDS))
        except Problem as problem:
            now = await visit(self._office.desk, request)
            return await self._page(request, now, typed, problem)
        path = request.url.path
        return RedirectResponse(f"{path}?done={left.handed}", status_code=303)

    async def _page(
        self,
        request: Request,
        seen: Visit,
        typed: dict[str, str],
        problem: Problem | None = None,
    ) -> Response:
        code = str(request.path_params["code"])
        person = entry_in(seen.organisation, Section.STAFF, code)
        if not isinstance(person, Staff):
            raise not_found()
        demand_administrator(seen, person, Section.STAFF)
        preview = await self._office.leave.preview(seen.organisation, code)
        done = request.query_params.get("done", "")
        return self._office.desk.pages.render(
            request,
            "administration/leave.html",
            status=problem.status if problem else 200,
            person=person,
            preview=preview,
            rules=[r for r in seen.organisation.rules if r.code in preview.rules],
            successors=owners(seen.organisation, besides=code),
            states=STATES,
            typed=typed,
            problem=problem,
            errors=problem.errors if problem else (),
            seen_version=seen.organisation.version,
            done=int(done) if done.isdigit() else None,
            names=Names(seen.organisation),
        )
