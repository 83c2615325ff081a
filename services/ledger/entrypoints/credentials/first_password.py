"""Setting a password with a sign-in code, and being signed in by it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.credentials.choosing import chosen
from services.ledger.entrypoints.credentials.words import WRONG_CODE
from services.ledger.entrypoints.login import address_of, refusal
from services.ledger.entrypoints.sessions.door import Door
from services.ledger.handlers.credentials.set_password import SetPassword
from services.ledger.handlers.sign_in import Attempt, TooManyTries, WrongPassword
from shared.web.body import read_form
from shared.web.pages import Pages
from shared.web.problems import Problem

ADDRESS = "/login/first"
LONGEST_ID = 64


class FirstPassword:
    """The endpoints, with what they need. A code opens no session: only the password set with it does."""

    def __init__(self, pages: Pages, setting: SetPassword, door: Door, tries: int) -> None:
        self._pages, self._setting, self._door, self._tries = pages, setting, door, tries

    def routes(self) -> list[Route]:
        """`/login/first`, also for a forgotten password."""
        return [
            Route(ADDRESS, self.form, methods=["GET"]),
            Route(ADDRESS, self.send, methods=["POST"]),
        ]

    async def form(self, request: Request) -> Response:
        """The page; `?staff=` fills in who it is."""
        return self._page(request, request.query_params.get("staff", "")[:LONGEST_ID])

    async def send(self, request: Request) -> Response:
        """Set it and go to the desk, or say what is wrong beside the field."""
        form = await read_form(request, limit_bytes=8 * 1024)
        staff_id = str(form.get("staff_id", "")).strip()[:LONGEST_ID]
        try:
            given = chosen(form, staff_id, "code")
            attempt = Attempt(staff_id, given.proof, address_of(request), self._tries)
            staff = await self._setting.with_code(attempt, given.password)
        except (WrongPassword, TooManyTries) as error:
            return self._page(request, staff_id, refusal(error, WRONG_CODE, "code"))
        except Problem as problem:
            return self._page(request, staff_id, problem)
        response = RedirectResponse("/desk", status_code=303)
        await self._door.let_in(request, response, staff, "password")
        return response

    def _page(self, request: Request, staff_id: str, problem: Problem | None = None) -> Response:
        response = self._pages.render(
            request,
            "credentials/first.html",
            status=problem.status if problem else 200,
            staff_id=staff_id,
            errors=problem.errors if problem else (),
        )
        response.headers.update(problem.headers if problem else {})
        return response
