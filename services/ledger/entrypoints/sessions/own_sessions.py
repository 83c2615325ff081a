"""Where one is signed in, and the way out of all of it at once."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.desk import Desk, visit
from services.ledger.entrypoints.sessions.door import Door
from shared.language import Text
from shared.web.session import current_officer, end_session, require

MEANS = {
    "password": Text("密码", "password"),
    "oidc": Text("统一身份认证", "single sign-on"),
    "program": Text("程序接口", "program"),
}


BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome"}
"""In this order: most call themselves Chrome as well, and all call themselves Safari."""
SYSTEMS = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "Mac OS": "macOS"}


def client_named(user_agent: str) -> str:
    """What a browser calls itself, in two words; anything else as it is, up to the first space."""
    if not user_agent.startswith("Mozilla/"):
        return user_agent.partition(" ")[0]
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "Safari")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "Linux")
    return f"{browser} · {system}"


class OwnSessions:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk, door: Door) -> None:
        self._desk, self._door = desk, door

    def routes(self) -> list[Route]:
        """`/desk/sessions`, and a fresh token for a program whose session goes on."""
        return [
            Route("/desk/sessions", self.show, methods=["GET"]),
            Route("/desk/sessions/end", self.end_all, methods=["POST"]),
            Route("/api/v1/session/renew", self.renew, methods=["POST"]),
        ]

    @require()
    async def show(self, request: Request) -> Response:
        """One line a session."""
        seen = await visit(self._desk, request)
        officer = current_officer(request)
        return self._desk.pages.render(
            request,
            "sessions.html",
            sessions=await self._door.sessions.of(seen.actor.staff_id),
            current=officer.session_id,
            means=MEANS,
            named_client=client_named,
            limits=self._door.sessions.limits,
        )

    @require()
    async def end_all(self, request: Request) -> Response:
        """Sign out everywhere, here too."""
        officer = current_officer(request)
        await self._door.sessions.end(officer.staff_id, officer.staff_id)
        response = RedirectResponse("/login", status_code=303)
        end_session(response)
        return response

    @require()
    async def renew(self, request: Request) -> Response:
        """`{"token", "expires_in"}`; 401 when the session has ended."""
        signer = self._door.signer
        token = signer.sign(current_officer(request))
        told = {"token": token, "expires_in": int(signer.lifetime.total_seconds())}
        return JSONResponse(told, 201, headers={"cache-control": "no-store"})
