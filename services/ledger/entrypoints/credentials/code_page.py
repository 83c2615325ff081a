"""Giving a colleague a sign-in code, shown once."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.domain.administration.changes import Section
from services.ledger.domain.administration.rights import Forbidden
from services.ledger.domain.organisation import Staff
from services.ledger.entrypoints.administration.office import Office, entry_in
from services.ledger.entrypoints.administration.pages import HOME
from services.ledger.entrypoints.administration.refusals import problem_of
from services.ledger.entrypoints.credentials.first_password import ADDRESS
from services.ledger.entrypoints.desk import visit
from services.ledger.handlers.credentials.give_code import GiveCode
from shared.web.common_problems import not_found
from shared.web.session import require


class CodePage:
    """The endpoint, with what it needs."""

    def __init__(self, office: Office, give: GiveCode) -> None:
        self._office, self._give = office, give

    def routes(self) -> list[Route]:
        """`POST /desk/organisation/staff/{code}/sign-in-code`."""
        return [Route(f"{HOME}/staff/{{code}}/sign-in-code", self.give, methods=["POST"])]

    @require()
    async def give(self, request: Request) -> Response:
        """The code, on a page that is stored nowhere. Asked again, there is another, and this one is void."""
        pages = self._office.desk.pages
        seen = await visit(self._office.desk, request)
        code = str(request.path_params["code"])
        person = entry_in(seen.organisation, Section.STAFF, code)
        if not isinstance(person, Staff):
            raise not_found()
        try:
            told, kept = await self._give(seen.actor, person, "desk")
        except Forbidden as error:
            raise problem_of(error, Section.STAFF, code) from error
        here = pages.site.base("ledger") or f"{request.url.scheme}://{request.url.netloc}"
        response = pages.render(
            request,
            "credentials/code.html",
            person=person,
            told=told,
            good_until=kept.good_until,
            address=f"{here}{ADDRESS}",
        )
        response.headers["cache-control"] = "no-store"
        return response
