"""The dry run of the rules as they are: where would many complaints go?"""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.entrypoints.administration.bodies import TrialBody
from services.ledger.entrypoints.administration.office import Office, demand_reader
from services.ledger.entrypoints.administration.pages import HOME
from services.ledger.entrypoints.administration.trials import run_trial
from services.ledger.entrypoints.administration.words import FIELDS
from services.ledger.entrypoints.desk import visit
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.administration.try_routing import unchanged
from shared.web.session import require
from shared.web.validation import from_validation


class TryPage:
    """The endpoint, with what it needs."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """`/desk/organisation/try`; asking changes nothing, so it is a GET that can be linked to."""
        return [Route(f"{HOME}/try", self.show, methods=["GET"])]

    @require()
    async def show(self, request: Request) -> Response:
        """The question, and the answer where one was asked."""
        seen = await visit(self._office.desk, request)
        demand_reader(seen)
        asked = {name: request.query_params.get(name, "") for name in TrialBody.model_fields}
        trial, problem = None, None
        if asked["among"]:
            try:
                body = TrialBody.model_validate({k: v for k, v in asked.items() if v})
                trial = await run_trial(self._office, seen, unchanged, body)
            except ValidationError as error:
                problem = from_validation(error, FIELDS)
        return self._office.desk.pages.render(
            request,
            "administration/try.html",
            status=problem.status if problem else 200,
            asked=asked,
            trial=trial,
            errors=problem.errors if problem else (),
            names=Names(seen.organisation),
        )
