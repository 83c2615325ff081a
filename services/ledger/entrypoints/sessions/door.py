"""Beginning, renewing and ending a session in a browser: the cookie, and what is behind it."""

from starlette.requests import Request
from starlette.responses import Response

from services.ledger.domain.actor import roles_in_force
from services.ledger.domain.organisation import Staff
from services.ledger.domain.sessions import Session
from services.ledger.handlers.sessions.keep_sessions import Sessions
from shared.web.session import Officer, begin_session, end_session, officer_of
from shared.web.signing import TokenSigner


class Door:
    """Signs tokens for sessions that the book has."""

    def __init__(self, sessions: Sessions, signer: TokenSigner) -> None:
        self.sessions, self.signer = sessions, signer

    async def let_in(self, request: Request, response: Response, staff: Staff, means: str) -> None:
        """Begin a session; the browser keeps its token, and sends it until the session ends.

        The one it had before ends: nobody could reach it any more, but for whoever copied its token.
        """
        await self._end(request)
        session = await self.begin(request, staff, means)
        self.hand_out(request, response, officer_from(staff, session))
        response.headers["cache-control"] = "no-store"

    async def begin(self, request: Request, staff: Staff, means: str) -> Session:
        """A session without a cookie, for a program."""
        client = request.headers.get("user-agent", "")
        return await self.sessions.begin(staff, means, client)

    def hand_out(self, request: Request, response: Response, officer: Officer) -> None:
        """A fresh token for a session that goes on. The cookie outlives it: the ledger renews it."""
        token = self.signer.sign(officer)
        begin_session(request, response, token, self.sessions.limits.whole)

    async def let_out(self, request: Request, response: Response) -> None:
        """End the session of this request, if it has one, and forget the token."""
        await self._end(request)
        end_session(response)

    async def _end(self, request: Request) -> None:
        officer = officer_of(request)
        if officer is not None and officer.session_id:
            await self.sessions.end(officer.staff_id, officer.staff_id, officer.session_id)


def officer_from(staff: Staff, session: Session) -> Officer:
    """Who is behind a session, with today's name, unit and roles."""
    roles = roles_in_force(staff.roles)
    return Officer(staff.staff_id, staff.name, staff.unit_code, roles, session.session_id)
