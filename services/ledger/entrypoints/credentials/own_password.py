"""Changing one's own password: with the one so far; every other session is over then."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.credentials.choosing import chosen
from services.ledger.entrypoints.credentials.words import WRONG_OLD
from services.ledger.entrypoints.login import address_of, refusal
from services.ledger.entrypoints.sessions.door import Door
from services.ledger.handlers.credentials.set_password import SetPassword
from services.ledger.handlers.sign_in import Attempt, TooManyTries, WrongPassword
from shared.web.body import read_form
from shared.web.pages import Pages
from shared.web.problems import Problem
from shared.web.session import current_officer, require

ADDRESS = "/desk/password"


class OwnPassword:
    """The endpoints, with what they need. Nobody else's can be changed here."""

    def __init__(self, pages: Pages, setting: SetPassword, door: Door, tries: int) -> None:
        self._pages, self._setting, self._door, self._tries = pages, setting, door, tries

    def routes(self) -> list[Route]:
        """`/desk/password`."""
        return [
            Route(ADDRESS, self.form, methods=["GET"]),
            Route(ADDRESS, self.send, methods=["POST"]),
        ]

    @require()
    async def form(self, request: Request) -> Response:
        """The page."""
        return self._page(request)

    @require()
    async def send(self, request: Request) -> Response:
        """Change it and stay signed in here alone, or say what is wrong beside the field."""
        form = await read_form(request, limit_bytes=8 * 1024)
        try:
            given = chosen(form, current_officer(request).staff_id, "present")
            attempt = Attempt(given.staff_id, given.proof, address_of(request), self._tries)
            staff = await self._setting.with_old(attempt, given.password)
        except (WrongPassword, TooManyTries) as error:
            return self._page(request, refusal(error, WRONG_OLD, "present"))
        except Problem as problem:
            return self._page(request, problem)
        response = RedirectResponse("/desk/sessions?done=password", status_code=303)
        await self._door.let_in(request, response, staff, "password")
        return response

    def _page(self, request: Request, problem: Problem | None = None) -> Response:
        response = self._pages.render(
            request,
            "credentials/own.html",
            status=problem.status if problem else 200,
            errors=problem.errors if problem else (),
        )
        response.headers.update(problem.headers if problem else {})
        return response
