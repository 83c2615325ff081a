"""At every request: does the session still hold? Then who it is, as of now, and a fresh token in time."""

from datetime import UTC, datetime, timedelta

import jwt
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.ledger.entrypoints.sessions.door import Door, officer_from
from shared.web.session import (
    SESSION_COOKIE,
    InvalidTokenError,
    Officer,
    TokenVerifier,
    know_officer,
    token_of,
)

RENEWED_AFTER = timedelta(minutes=1)
_NO_SESSION = ("/static/", "/livez", "/readyz", "/metrics")


class KeptSessions:
    """Pure ASGI. The token names a session; only the book says whether it holds.

    A token that expired is still a name: the officer who comes back within the idle time goes on, and
    other services, which do not ask, send them here for a fresh one.
    """

    def __init__(self, app: ASGIApp, door: Door, verifier: TokenVerifier) -> None:
        self._app, self._door, self._verifier = app, door, verifier

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Settle who it is, then pass through."""
        if scope["type"] != "http" or scope["path"].startswith(_NO_SESSION):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        token = token_of(request)
        officer = await self._officer(request, token) if token else None
        know_officer(scope, officer)
        renew = officer is not None and _is_to_be_renewed(request, token or "")
        await self._app(scope, receive, self._renewing(request, officer, send) if renew else send)

    async def _officer(self, request: Request, token: str) -> Officer | None:
        try:
            claimed = self._verifier.verify(token, also_expired=True)
        except InvalidTokenError:
            return None
        # A page that refreshes itself is no sign of work; browsers tell it apart from a visit.
        at_work = request.headers.get("sec-fetch-dest") != "empty"
        kept = await self._door.sessions.keep(claimed.session_id, at_work=at_work)
        if kept is None or kept.staff.staff_id != claimed.staff_id:
            return None
        return officer_from(kept.staff, kept.session)

    def _renewing(self, request: Request, officer: Officer | None, send: Send) -> Send:
        async def renewed(message: Message) -> None:
            if message["type"] == "http.response.start" and officer is not None:
                headers = MutableHeaders(raw=message["headers"])
                given = headers.getlist("set-cookie")
                if not any(each.startswith(f"{SESSION_COOKIE}=") for each in given):
                    fresh = Response()
                    self._door.hand_out(request, fresh, officer)
                    headers.append("set-cookie", fresh.headers["set-cookie"])
                    message["headers"] = headers.raw
            await send(message)

        return renewed


def _is_to_be_renewed(request: Request, token: str) -> bool:
    """Whether the cookie's token is no longer fresh. Programs renew theirs themselves."""
    if request.cookies.get(SESSION_COOKIE) != token:
        return False
    issued = jwt.decode(token, options={"verify_signature": False})["iat"]  # verified before
    return datetime.now(UTC) - datetime.fromtimestamp(issued, UTC) >= RENEWED_AFTER
