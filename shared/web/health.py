"""Whether a service is alive, whether it can work now, and its Prometheus figures."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CHECK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw. `detail` says what is missing, in words for an operator.

    One that is not `required` is shown but keeps nobody from being served.
    """

    name: str
    ok: bool
    detail: str = ""
    required: bool = True


Check = Callable[[], Awaitable[Finding]]


async def examine(checks: Sequence[Check], seconds: float = CHECK_SECONDS) -> list[Finding]:
    """All findings, in the order of the checks, which run side by side; a slow one counts as bad."""
    return list(await asyncio.gather(*(_finding(check, seconds) for check in checks)))


def routes(service: str, checks: Sequence[Check], liveness: Sequence[Check] = ()) -> list[Route]:
    """`/livez` (restart me when this fails), `/readyz` (send me no requests), `/metrics`."""

    async def livez(_: Request) -> Response:
        return _report(service, "alive", await examine(liveness))

    async def readyz(_: Request) -> Response:
        return _report(service, "ready", await examine(checks))

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})

    return [Route("/livez", livez), Route("/readyz", readyz), Route("/metrics", metrics)]


async def _finding(check: Check, seconds: float) -> Finding:
    name = getattr(check, "__name__", type(check).__name__)
    try:
        return await asyncio.wait_for(check(), seconds)
    except TimeoutError:
        return Finding(name, ok=False, detail=f"no answer within {seconds:g} s")
    except Exception as error:  # a broken check is itself the finding
        return Finding(name, ok=False, detail=f"{type(error).__name__}: {error}")


def _report(service: str, word: str, findings: Sequence[Finding]) -> Response:
    good = all(finding.ok or not finding.required for finding in findings)
    body = {
        "service": service,
        word: good,
        "missing": [finding.name for finding in findings if finding.required and not finding.ok],
        "checks": [asdict(finding) for finding in findings],
    }
    return JSONResponse(body, 200 if good else 503, headers={"cache-control": "no-store"})
