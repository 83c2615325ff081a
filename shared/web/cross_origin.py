"""Keeps other people's sites from acting through a signed-in reader's browser."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.web.common_problems import foreign_origin
from shared.web.problem_answers import Answer

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class CrossOriginGuard:
    """Refuses unsafe methods a browser says come from elsewhere.

    Clients that send neither Sec-Fetch-Site nor Origin are not browsers and pass: they carry no
    cookies of a reader's. `trusted` are the other services' origins.
    """

    def __init__(self, app: ASGIApp, answer: Answer, trusted: frozenset[str] = frozenset()) -> None:
        self._app = app
        self._answer = answer
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass through, or answer 403 without reading the body."""
        if (
            scope["type"] != "http"
            or scope["method"] in _SAFE_METHODS
            or self._is_ours(Headers(scope=scope))
        ):
            await self._app(scope, receive, send)
            return
        response = await self._answer(Request(scope, receive), foreign_origin())
        await response(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        fetch_site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if fetch_site in ("same-origin", "none"):
            return True
        if origin is None:
            # A browser too old for Origin is too old for Sec-Fetch-Site; one that sends the
            # latter and leaves out the former is on a page of the same site at best.
            return fetch_site != "cross-site"
        if origin in self._trusted:
            return True
        same_host = urlsplit(origin).netloc == headers.get("host")
        return same_host and fetch_site != "cross-site"
