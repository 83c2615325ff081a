"""Who is signed in, and endpoints only some may use.

`make_application` puts the `TokenVerifier` and the `Site` into `app.state`, where these look.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from shared.web.asked import wants_page
from shared.web.common_problems import not_allowed, sign_in_needed
from shared.web.roles import Role, titles_of
from shared.web.site import Site
from shared.web.tokens import InvalidTokenError, Officer, TokenVerifier

__all__ = [
    "SESSION_COOKIE",
    "InvalidTokenError",
    "Officer",
    "Role",
    "TokenVerifier",
    "begin_session",
    "current_officer",
    "end_session",
    "know_officer",
    "officer_of",
    "require",
    "token_of",
]

SESSION_COOKIE = "jx_session"
_SCOPE_KEY = "jiangxin.officer"
P = ParamSpec("P")
Endpoint = Callable[P, Awaitable[Response]]


def know_officer(scope: Scope, officer: Officer | None) -> None:
    """Settles who is behind a request: for the ledger, which knows more than a token says."""
    scope[_SCOPE_KEY] = officer


def officer_of(request: Request) -> Officer | None:
    """The officer behind the request; None when nobody, or somebody expired, is signed in."""
    if _SCOPE_KEY not in request.scope:
        request.scope[_SCOPE_KEY] = _verified(request)
    officer: Officer | None = request.scope[_SCOPE_KEY]
    return officer


def current_officer(request: Request) -> Officer:
    """The officer behind a request that passed `require`; otherwise raises the 401 problem."""
    officer = officer_of(request)
    if officer is None:
        raise sign_in_needed()
    return officer


def require(*roles: Role) -> Callable[[Endpoint[P]], Endpoint[P]]:
    """Let only officers with one of the roles through; without roles, any officer.

    People are sent to the sign-in page and come back; programs get 401 or 403. Works on
    functions and on methods: the request is the last positional argument.
    """

    def guard(endpoint: Endpoint[P]) -> Endpoint[P]:
        @wraps(endpoint)
        async def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
            request = args[-1]
            if not isinstance(request, Request):
                raise TypeError("require() guards endpoints whose last argument is the request")
            refusal = _refusal(request, roles)
            return refusal or await endpoint(*args, **kwargs)

        return guarded

    return guard


def begin_session(request: Request, response: Response, token: str, lifetime: timedelta) -> None:
    """Keep the token in the browser, out of scripts' reach."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(lifetime.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def end_session(response: Response) -> None:
    """Forget the token."""
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")


def _refusal(request: Request, roles: tuple[Role, ...]) -> Response | None:
    officer = officer_of(request)
    if officer is None:
        if wants_page(request):
            return RedirectResponse(_sign_in_address(request), status_code=303)
        raise sign_in_needed()
    if roles and not officer.has(*roles):
        raise not_allowed(titles_of(roles))
    return None


def _verified(request: Request) -> Officer | None:
    verifier: TokenVerifier | None = getattr(request.app.state, "verifier", None)
    token = token_of(request)
    if verifier is None or not token:
        return None
    try:
        return verifier.verify(token)
    except InvalidTokenError:
        return None


def token_of(request: Request) -> str | None:
    """What the request carries: a bearer token, otherwise the cookie; not verified."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credentials:
        return credentials.strip()
    return request.cookies.get(SESSION_COOKIE)


def _sign_in_address(request: Request) -> str:
    site: Site = request.app.state.site
    here = _page_behind(request)
    # The ledger may be on another host or port: then only a full address leads back.
    back = f"{request.url.scheme}://{request.url.netloc}{here}" if site.base("ledger") else here
    return f"{site.url('ledger', '/login')}?next={quote(back, safe='')}"


def _page_behind(request: Request) -> str:
    """The page to come back to: this one, or for a form the page it was on."""
    if request.method in ("GET", "HEAD"):
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    referrer = urlsplit(request.headers.get("referer", ""))
    if referrer.netloc != request.url.netloc:
        return "/"
    return referrer.path + (f"?{referrer.query}" if referrer.query else "")
