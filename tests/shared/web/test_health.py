"""Alive, ready, and what is missing."""

import asyncio
import time

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shared.web.health import Finding, examine
from tests.shared.web.conftest import MakeClient


async def database() -> Finding:
    return Finding("database", ok=True)


async def bus() -> Finding:
    return Finding("bus", ok=False, detail="no connection to nats://127.0.0.1:8805")


async def mail() -> Finding:
    return Finding("mail", ok=False, detail="relay refuses", required=False)


async def broken() -> Finding:
    raise ConnectionError("gone")


async def stuck() -> Finding:
    await asyncio.Event().wait()
    raise AssertionError


async def test_a_service_is_ready_when_all_it_requires_is_there(make_client: MakeClient) -> None:
    answer = await make_client(checks=[database, mail]).get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "service": "intake",
        "ready": True,
        "missing": [],
        "checks": [
            {"name": "database", "ok": True, "detail": "", "required": True},
            {"name": "mail", "ok": False, "detail": "relay refuses", "required": False},
        ],
    }
    assert answer.headers["cache-control"] == "no-store"


async def test_what_is_missing_is_named_with_503(make_client: MakeClient) -> None:
    answer = await make_client(checks=[database, bus, broken]).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["missing"] == ["bus", "broken"]
    assert answer.json()["checks"][2]["detail"] == "ConnectionError: gone"


async def test_checks_run_side_by_side_and_a_stuck_one_is_bad() -> None:
    started = time.perf_counter()
    findings = await examine([stuck, database, stuck], seconds=0.1)
    assert time.perf_counter() - started < 0.19
    assert [finding.ok for finding in findings] == [False, True, False]
    assert findings[0] == Finding("stuck", ok=False, detail="no answer within 0.1 s")


async def test_liveness_is_not_readiness(make_client: MakeClient) -> None:
    client = make_client(checks=[bus], liveness=[database])
    assert (await client.get("/livez")).json()["alive"] is True
    assert (await client.get("/readyz")).status_code == 503


async def test_a_failed_liveness_check_asks_for_a_restart(make_client: MakeClient) -> None:
    answer = await make_client(liveness=[broken]).get("/livez")
    assert (answer.status_code, answer.json()["alive"]) == (503, False)


async def test_metrics_count_requests_by_the_declared_route(make_client: MakeClient) -> None:
    async def show(_: Request) -> Response:
        return PlainTextResponse("x")

    client = make_client(Route("/tasks/{number}", show))
    for number in range(3):
        await client.get(f"/tasks/{number}")
    await client.get("/nowhere/77")
    await client.request("BREW", "/tasks/1")
    text = (await client.get("/metrics")).text
    assert 'route="/tasks/{number}",service="intake",status="200"' in text
    assert "/tasks/1" not in text
    assert "/nowhere" not in text
    assert 'method="OTHER",route="/tasks/{number}",service="intake",status="405"' in text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
async def test_health_can_be_asked_without_signing_in(make_client: MakeClient, path: str) -> None:
    assert (await make_client().get(path)).status_code == 200
