"""Turns problems and stray exceptions into problem+json or an error page."""

import json
from collections.abc import Awaitable, Callable

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.asked import wants_page
from shared.web.common_problems import (
    method_not_allowed,
    not_found,
    other_status,
    sign_in_needed,
    unexpected,
)
from shared.web.correlation import correlation_of
from shared.web.language import language_of
from shared.web.pages import Pages
from shared.web.problems import Problem

Answer = Callable[[Request, Problem], Awaitable[Response]]
log = structlog.get_logger(__name__)


class ProblemAnswers:
    """Answers a problem the way the asker can read: a page for people, RFC 9457 for programs."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def __call__(self, request: Request, problem: Problem) -> Response:
        """The finished response, in the language of the request."""
        response = self._page(request, problem) if wants_page(request) else _json(request, problem)
        response.headers.update(problem.headers)
        return response

    def _page(self, request: Request, problem: Problem) -> Response:
        return self._pages.render(
            request,
            "error.html",
            status=problem.status,
            problem=problem,
            correlation_id=correlation_of(request),
        )


def install(app: Starlette, answer: Answer) -> None:
    """Have the application answer `Problem` and Starlette's own HTTPException through `answer`."""

    async def on_problem(request: Request, error: Exception) -> Response:
        problem = error if isinstance(error, Problem) else unexpected(correlation_of(request))
        return await answer(request, problem)

    async def on_http_exception(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException) or error.status_code < 400:
            raise error
        return await answer(request, _from_http(error))

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(HTTPException, on_http_exception)


class UnexpectedErrors:
    """Logs what nobody foresaw and answers 500 with the correlation id; a started answer is cut."""

    def __init__(self, app: ASGIApp, answer: Answer) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass through; only exceptions are looked at."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            log.info("client_left", path=scope["path"])
        except Exception:
            log.exception("unexpected_error", method=scope["method"], path=scope["path"])
            if started:
                raise
            response = await self._response(Request(scope, receive))
            await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        problem = unexpected(correlation_of(request))
        try:
            return await self._answer(request, problem)
        except Exception:
            log.exception("error_page_failed")
            return _json(request, problem)


def _json(request: Request, problem: Problem) -> Response:
    language = language_of(request)
    members = problem.as_json(language, instance=request.url.path)
    members["correlation_id"] = correlation_of(request)
    # A lone surrogate in a field's name would not encode; inside a JSON string its escape is right.
    body = json.dumps(members, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(
        body,
        status_code=problem.status,
        media_type="application/problem+json",
        headers={"content-language": language.value, "cache-control": "no-store"},
    )


def _from_http(error: HTTPException) -> Problem:
    headers = dict(error.headers or {})
    if error.status_code == 401:
        return sign_in_needed()
    if error.status_code == 404:
        return not_found()
    if error.status_code == 405:
        return method_not_allowed(headers.get("Allow", ""))
    problem = other_status(error.status_code, error.detail)
    problem.headers.update(headers)
    return problem
