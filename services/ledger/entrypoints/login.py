"""Signing in and out: a page for people, `POST /api/v1/session` for programs."""

from math import ceil
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.organisation import Staff
from services.ledger.domain.sign_in import FREE_TRIES_AN_ADDRESS
from services.ledger.entrypoints.sessions.door import Door, officer_from
from services.ledger.entrypoints.words import FIELDS
from services.ledger.handlers.ports import Passwords
from services.ledger.handlers.sign_in import (
    Accounts,
    Attempt,
    TooManyTries,
    WrongPassword,
    sign_in,
)
from shared.clock import Clock
from shared.language import Text
from shared.web.body import read_form, read_json
from shared.web.pages import Pages
from shared.web.problems import FieldError, Problem
from shared.web.session import officer_of
from shared.web.validation import from_validation

WRONG = Text(
    "工号或密码不对。请再试一次；忘了密码，请单位负责人或派单员给一个登录码。",
    "The staff id or the password is not right. Try again; the head of your unit or a dispatcher can give"
    " you a sign-in code.",
)


class Credentials(BaseModel):
    """Who says they are."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    staff_id: Annotated[str, StringConstraints(min_length=1, max_length=64, strip_whitespace=True)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Login:
    """The endpoints, with what they need."""

    def __init__(
        self,
        pages: Pages,
        accounts: Accounts,
        passwords: Passwords,
        door: Door,
        clock: Clock,
        elsewhere: bool = False,
        tries_an_address: int = FREE_TRIES_AN_ADDRESS,
    ) -> None:
        self._pages, self._accounts, self._passwords = pages, accounts, passwords
        self._door, self._clock = door, clock
        self._elsewhere, self._tries = elsewhere, tries_an_address

    def routes(self) -> list[Route]:
        """`/login`, `/logout`, `/api/v1/session`."""
        return [
            Route("/login", self.form, methods=["GET"]),
            Route("/login", self.sign_in, methods=["POST"]),
            Route("/logout", self.sign_out, methods=["POST"]),
            Route("/api/v1/session", self.session, methods=["POST"]),
        ]

    async def form(self, request: Request) -> Response:
        """The page; somebody signed in already goes on to where they wanted."""
        if officer_of(request) is not None:
            return RedirectResponse(self._next(request), status_code=303)
        return self._page(request)

    async def sign_in(self, request: Request) -> Response:
        """Sign in and go on, or say what was wrong beside the form."""
        form = await read_form(request, limit_bytes=8 * 1024)
        staff_id = str(form.get("staff_id", ""))
        try:
            credentials = Credentials(staff_id=staff_id, password=str(form.get("password", "")))
            staff = await self._staff(request, credentials)
        except ValidationError as error:
            return self._page(request, staff_id, from_validation(error, FIELDS))
        except Problem as problem:
            return self._page(request, staff_id, problem)
        response = RedirectResponse(self._next(request), status_code=303)
        await self._door.let_in(request, response, staff, "password")
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        response = RedirectResponse("/login", status_code=303)
        await self._door.let_out(request, response)
        return response

    async def session(self, request: Request) -> Response:
        """A token for a program: `{"token", "expires_in", "officer"}`."""
        body = await read_json(request, limit_bytes=8 * 1024)
        try:
            credentials = Credentials.model_validate_json(body)
        except ValidationError as error:
            raise from_validation(error, FIELDS) from error
        staff = await self._staff(request, credentials)
        officer = officer_from(staff, await self._door.begin(request, staff, "program"))
        signer = self._door.signer
        answer = {
            "token": signer.sign(officer),
            "expires_in": int(signer.lifetime.total_seconds()),
            "officer": {
                "staff_id": officer.staff_id,
                "name": officer.name,
                "unit_code": officer.unit,
                "roles": sorted(officer.roles),
            },
        }
        return JSONResponse(answer, 201, headers={"cache-control": "no-store"})

    async def _staff(self, request: Request, given: Credentials) -> Staff:
        attempt = Attempt(given.staff_id, given.password, address_of(request), self._tries)
        try:
            return await sign_in(self._accounts, self._passwords, self._clock, attempt)
        except (WrongPassword, TooManyTries) as error:
            raise refusal(error) from error

    def _next(self, request: Request) -> str:
        return self._pages.site.safe_next(request.query_params.get("next"))

    def _page(
        self, request: Request, staff_id: str = "", problem: Problem | None = None
    ) -> Response:
        response = self._pages.render(
            request,
            "login.html",
            status=problem.status if problem else 200,
            staff_id=staff_id,
            problem=problem,
            elsewhere=self._elsewhere,
            next=self._next(request),
        )
        response.headers.update(problem.headers if problem else {})
        return response


def address_of(request: Request) -> str:
    """Where the request comes from, as the server knows it; behind a proxy, what that one says."""
    return request.client.host if request.client else ""


def refusal(
    error: WrongPassword | TooManyTries, words: Text = WRONG, field: str = "password"
) -> Problem:
    """401, or 429 with the seconds to wait, beside the field."""
    if isinstance(error, TooManyTries):
        return _slow_down(ceil(error.wait.total_seconds()), field)
    title = Text("没有登录成功", "You are not signed in")
    return Problem(401, "wrong-password", title, words, [FieldError(field, words)])


def _slow_down(seconds: int, field: str) -> Problem:
    words = Text(
        f"错了好几次，请等 {seconds} 秒再试。",
        f"Too many wrong tries. Wait {seconds} seconds, then try again.",
    )
    return Problem(
        429,
        "too-many-tries",
        Text("请稍等再试", "Please wait"),
        words,
        [FieldError(field, words)],
        {"retry-after": str(seconds)},
    )
