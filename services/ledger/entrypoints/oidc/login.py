"""Signing in at the identity provider: there, and back with a code."""

import secrets
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import jwt
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.entrypoints.sessions.door import Door
from services.ledger.handlers.oidc.sign_in_with_provider import (
    Leaving,
    NotVouchedFor,
    Provider,
    ProviderAway,
    UnknownToUs,
    sign_in_with_provider,
)
from services.ledger.handlers.sign_in import Accounts
from shared.language import Text
from shared.logs import get_logger
from shared.web.problems import Problem
from shared.web.site import Site

log = get_logger(__name__)

COOKIE = "jx_oidc"
BACK = "/login/oidc/back"
TIME_AT_THE_PROVIDER = timedelta(minutes=10)
_TITLE = Text("没有登录成功", "You are not signed in")
_BEGIN_AGAIN = Text(
    "这次登录已过期，或者不是从这个浏览器开始的。请回到登录页重新开始。",
    "This sign-in has run out, or was not begun in this browser. Begin again at the sign-in page.",
)
_NOT_VOUCHED = Text(
    "统一身份认证的回答没有通过核对。请重新登录；如果一直这样，请联系管理员。",
    "The identity provider's answer did not hold. Sign in again; if it happens again, tell an administrator.",
)
_UNKNOWN = Text(
    "您的统一身份账号不在人员名单里。请联系管理员登记。",
    "Your account at the identity provider is not on the staff list. Ask an administrator to add you.",
)
_AWAY = Text(
    "统一身份认证现在没有回应。请稍后再试，或者用工号和密码登录。",
    "The identity provider does not answer. Try again shortly, or sign in with your staff id and password.",
)


class OidcLogin:
    """The endpoints. What is remembered meanwhile is a signed cookie: any replica can take the answer."""

    def __init__(
        self, provider: Provider, accounts: Accounts, door: Door, site: Site, claim: str, key: str
    ) -> None:
        self._provider, self._accounts, self._door = provider, accounts, door
        self._site, self._claim, self._key = site, claim, key

    def routes(self) -> list[Route]:
        """`/login/oidc` and the way back."""
        return [Route("/login/oidc", self.leave), Route(BACK, self.come_back)]

    async def leave(self, request: Request) -> Response:
        """To the provider."""
        leaving = Leaving(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            next=self._site.safe_next(request.query_params.get("next")),
        )
        try:
            address = await self._provider.address(leaving, self._back(request))
        except ProviderAway as error:
            raise _away(error) from error
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(
            COOKIE,
            self._remember(leaving),
            max_age=int(TIME_AT_THE_PROVIDER.total_seconds()),
            path="/login/oidc",
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        response.headers["cache-control"] = "no-store"
        return response

    async def come_back(self, request: Request) -> Response:
        """From the provider: a session, or why not."""
        leaving = self._remembered(request)
        if leaving is None or not secrets.compare_digest(
            leaving.state.encode(), request.query_params.get("state", "").encode()
        ):
            raise Problem(400, "begin-again", _TITLE, _BEGIN_AGAIN)
        code = request.query_params.get("code")
        if not code:
            log.info("oidc_refused", error=request.query_params.get("error", "")[:100])
            raise Problem(403, "not-vouched-for", _TITLE, _NOT_VOUCHED)
        response = RedirectResponse(leaving.next, status_code=303)
        response.delete_cookie(COOKIE, path="/login/oidc")
        await self._sign_in(request, response, code, leaving)
        return response

    async def _sign_in(
        self, request: Request, response: Response, code: str, leaving: Leaving
    ) -> None:
        try:
            staff = await sign_in_with_provider(
                self._provider, self._accounts, self._claim, code, leaving, self._back(request)
            )
        except ProviderAway as error:
            raise _away(error) from error
        except NotVouchedFor as error:
            log.warning("oidc_not_vouched_for", reason=error.reason)
            raise Problem(403, "not-vouched-for", _TITLE, _NOT_VOUCHED) from error
        except UnknownToUs as error:
            raise Problem(403, "not-on-staff", _TITLE, _UNKNOWN) from error
        await self._door.let_in(request, response, staff, "oidc")

    def _back(self, request: Request) -> str:
        """The address the provider has registered."""
        here = self._site.base("ledger") or f"{request.url.scheme}://{request.url.netloc}"
        return here + BACK

    def _remember(self, leaving: Leaving) -> str:
        until = datetime.now(UTC) + TIME_AT_THE_PROVIDER
        return jwt.encode({**asdict(leaving), "exp": until, "aud": COOKIE}, self._key, "HS256")

    def _remembered(self, request: Request) -> Leaving | None:
        try:
            said = jwt.decode(
                request.cookies.get(COOKIE, ""),
                self._key,
                algorithms=["HS256"],
                audience=COOKIE,
                options={"require": ["exp", "aud"]},
            )
            return Leaving(said["state"], said["nonce"], said["verifier"], said["next"])
        except (jwt.InvalidTokenError, KeyError):
            return None


def _away(error: ProviderAway) -> Problem:
    log.warning("oidc_provider_away", reason=str(error))
    return Problem(503, "provider-away", _TITLE, _AWAY, headers={"retry-after": "10"})
