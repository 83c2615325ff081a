"""The wrapper round every request: ids, headers, cost."""

import time

import httpx
import pytest
import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Message, Receive, Scope, Send

from shared.web.correlation import correlation_of, traceparent_of
from shared.web.middleware import Observed, security_headers
from shared.web.site import Site
from tests.shared.web.conftest import MakeClient

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


async def tell(request: Request) -> Response:
    bound = structlog.contextvars.get_contextvars()
    lines = [correlation_of(request), bound["correlation_id"], traceparent_of(request) or "-"]
    return PlainTextResponse(" ".join(lines))


async def own_policy(_: Request) -> Response:
    return PlainTextResponse("x", headers={"content-security-policy": "default-src 'self'"})


@pytest.fixture
def client(make_client: MakeClient) -> httpx.AsyncClient:
    mounted = Mount("/inner/{place}", routes=[Route("/{number}", tell)])
    return make_client(Route("/", tell), Route("/own", own_policy), mounted)


async def test_a_request_without_an_id_gets_one_in_answer_log_and_endpoint(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/")
    number = answer.headers["x-correlation-id"]
    assert len(number) == 16
    assert answer.text == f"{number} {number} -"
    assert (await client.get("/")).headers["x-correlation-id"] != number


async def test_an_id_that_is_given_is_kept(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"x-correlation-id": "import-7.a_b"})
    assert answer.headers["x-correlation-id"] == "import-7.a_b"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "张", "a\x1bb", "<script>"])
async def test_an_id_that_could_harm_a_log_is_replaced(
    client: httpx.AsyncClient, given: str
) -> None:
    answer = await client.get("/", headers=[(b"x-correlation-id", given.encode())])
    assert answer.headers["x-correlation-id"] != given
    assert len(answer.headers["x-correlation-id"]) == 16


async def test_a_trace_serves_as_the_id_and_is_passed_on(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"traceparent": TRACE})
    assert answer.headers["x-correlation-id"] == "0af7651916cd43dd8448eb211c80319c"
    assert answer.text.endswith(TRACE)
    named = await client.get("/", headers={"traceparent": TRACE, "x-correlation-id": "mine"})
    assert named.headers["x-correlation-id"] == "mine"
    assert named.text.endswith(TRACE)


async def test_a_broken_trace_is_ignored(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"traceparent": "00-xyz"})
    assert answer.text.endswith(" -")


async def test_nothing_is_left_bound_to_the_log_afterwards(client: httpx.AsyncClient) -> None:
    with structlog.contextvars.bound_contextvars(correlation_id="outer"):
        await client.get("/")
        assert structlog.contextvars.get_contextvars() == {"correlation_id": "outer"}


async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/", "/nowhere", "/livez", "/static/style.css"):
        headers = (await client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


async def test_an_answer_may_have_a_policy_of_its_own(client: httpx.AsyncClient) -> None:
    headers = (await client.get("/own")).headers
    assert headers.get_list("content-security-policy") == ["default-src 'self'"]


async def test_forms_may_lead_to_the_other_services(make_client: MakeClient) -> None:
    client = make_client(site=Site(ledger_url="http://ledger.test:8802"))
    policy = (await client.get("/livez")).headers["content-security-policy"]
    assert policy.endswith("form-action 'self' http://ledger.test:8802")


async def test_a_route_inside_another_is_counted_by_both_their_declarations(
    client: httpx.AsyncClient,
) -> None:
    await client.get("/inner/east/7")
    text = (await client.get("/metrics")).text
    assert 'route="/inner/{place}/{number}"' in text


async def test_it_costs_less_than_twenty_microseconds_a_request() -> None:
    """The best of many rounds, paired with the bare application: what is left is the wrapper's."""

    async def bare(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")] * 4})
        await send({"type": "http.response.body", "body": b""})

    async def send(_: Message) -> None:
        return None

    async def receive() -> Message:
        return {"type": "http.request"}

    headers = [(b"host", b"x"), (b"accept", b"*/*"), (b"user-agent", b"x"), (b"cookie", b"a=b")]
    wrapped = Observed(bare, "cost", security_headers())

    async def round_of(app: object) -> float:
        started = time.perf_counter()
        for _ in range(500):
            scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
            await app(scope, receive, send)  # type: ignore[operator]
        return (time.perf_counter() - started) / 500

    cost = min([await round_of(wrapped) - await round_of(bare) for _ in range(30)])
    assert cost < 20e-6
