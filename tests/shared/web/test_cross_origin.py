"""Forms on other people's sites must not act for a signed-in reader."""

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shared.web.site import Site
from tests.shared.web.conftest import MakeClient, page_request


async def act(_: Request) -> Response:
    return PlainTextResponse("done")


@pytest.fixture
def client(make_client: MakeClient) -> httpx.AsyncClient:
    site = Site(metrics_url="http://figures.test:8804")
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    return make_client(Route("/act", act, methods=methods), site=site)


OURS: list[dict[str, str]] = [
    {},
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "same-origin", "origin": "http://city.test"},
    {"origin": "http://city.test"},
    {"origin": "https://city.test"},
    {"sec-fetch-site": "same-site", "origin": "http://figures.test:8804"},
    {"sec-fetch-site": "cross-site", "origin": "http://figures.test:8804"},
    {"sec-fetch-site": "same-site"},
]
FOREIGN: list[dict[str, str]] = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://city.test"},
    {"origin": "http://evil.test"},
    {"origin": "null"},
    {"origin": "http://city.test.evil.test"},
    {"origin": "http://city.test:8080"},
    {"sec-fetch-site": "same-site", "origin": "http://other.city.test"},
]


@pytest.mark.parametrize("headers", OURS)
async def test_our_own_pages_and_programs_may_act(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    assert (await client.post("/act", headers=headers)).text == "done"


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_others_may_not(
    client: httpx.AsyncClient, headers: dict[str, str], method: str
) -> None:
    answer = await client.request(method, "/act", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:jiangxin:problem:foreign-origin"


async def test_reading_is_open_to_all(client: httpx.AsyncClient) -> None:
    answer = await client.get("/act", headers={"sec-fetch-site": "cross-site"})
    assert answer.text == "done"


async def test_a_person_is_told_in_a_page(client: httpx.AsyncClient) -> None:
    answer = await client.post("/act", headers=page_request(origin="http://evil.test"))
    assert answer.status_code == 403
    assert "请求来自别的网站" in answer.text
