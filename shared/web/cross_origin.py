"""Keeps other people's sites from acting through a signed-in reader's browser."""

from collections.abc import Iterable

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
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS or self._is_ours(scope):
            await self._app(scope, receive, send)
            return
        response = await self._answer(Request(scope, receive), foreign_origin())
        await response(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        fetch_site, origin, host = _sent(scope["headers"])
        if fetch_site in (b"same-origin", b"none"):
            return True
        if origin is None:
            # A browser too old for Origin is too old for Sec-Fetch-Site; one that sends the
            # latter and leaves out the former is on a page of the same site at best.
            return fetch_site != b"cross-site"
        if origin.decode("latin-1") in self._trusted:
            return True
        same_host = origin.partition(b"://")[2] == host
        return same_host and fetch_site != b"cross-site"


def _sent(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes | None, bytes | None, bytes]:
    """Sec-Fetch-Site, Origin and Host in one pass: this runs for every complaint submitted."""
    fetch_site: bytes | None = None
    origin: bytes | None = None
    host = b""
    for name, value in headers:
        if name == b"sec-fetch-site":
            fetch_site = value
        elif name == b"origin":
            origin = value
        elif name == b"host":
            host = value
    return fetch_site, origin, host
