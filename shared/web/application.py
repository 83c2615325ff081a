"""Assembles a service's web application: routes, errors, guards, health, static files."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from shared.web import health
from shared.web.cross_origin import CrossOriginGuard
from shared.web.health import Check
from shared.web.middleware import Observed, security_headers
from shared.web.pages import Pages
from shared.web.problem_answers import ProblemAnswers, UnexpectedErrors, install
from shared.web.session import TokenVerifier
from shared.web.static_files import shared_static

Document = Callable[[], Mapping[str, object]]
"""Made when it is first asked for: schemas of all events take longer than the rest of a start."""


def make_application(  # noqa: PLR0913 - each is named where it is called
    *,
    pages: Pages,
    routes: Sequence[BaseRoute],
    lifespan: Lifespan[Starlette] | None = None,
    verifier: TokenVerifier | None = None,
    checks: Sequence[Check] = (),
    liveness: Sequence[Check] = (),
    documents: Mapping[str, Document] | None = None,
    outer: Sequence[Middleware] = (),
    inner: Sequence[Middleware] = (),
) -> Starlette:
    """A service's application, ready for uvicorn.

    `documents` are served as JSON under their paths (`/openapi.json`). `inner` wraps what is let
    through to the routes (sessions, say); `outer` everything else (tracing, say). The order inside:
    observe, catch what nobody foresaw, refuse other
    people's forms, answer problems, route.
    """
    answer = ProblemAnswers(pages)
    origins = pages.site.origins()
    app = Starlette(
        routes=[
            *routes,
            *health.routes(pages.service, checks, liveness),
            Route("/static/{path:path}", shared_static().serve),
            *(_document(path, make) for path, make in (documents or {}).items()),
        ],
        lifespan=lifespan,
        middleware=[
            *outer,
            Middleware(Observed, service=pages.service, headers=security_headers(origins)),
            Middleware(UnexpectedErrors, answer=answer),
            Middleware(CrossOriginGuard, answer=answer, trusted=origins),
            *inner,
        ],
    )
    app.state.verifier, app.state.site, app.state.pages = verifier, pages.site, pages
    install(app, answer)
    return app


def _document(path: str, make: Document) -> Route:
    made = cache(make)

    async def document(_: Request) -> Response:
        return JSONResponse(made(), headers={"cache-control": "no-cache"})

    return Route(path, document)
