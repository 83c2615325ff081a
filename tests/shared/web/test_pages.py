"""Pages: language, navigation, caching, what templates can say."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.testing import capture_logs

from shared.language import Text
from tests.shared.web.conftest import MakeClient, in_english, page_request

RECEIVED = datetime(2026, 11, 23, 4, 5, tzinfo=UTC)
BODY = """{% extends "base.html" %}{% block main %}
<p id="a">{{ t("中文", "English") }}|{{ t(text) }}|{{ t(number) }}</p>
<p id="b">{{ received|day }}|{{ received|moment }}|{{ received|ago }}|{{ 12345|thousands }}</p>
<p id="c">{{ url_for_site("ledger", "/desk") }}|{{ url_with(page=2, tab=none) }}|{{ lang }}</p>
<p id="d">{{ unsafe }}</p>
{% endblock %}"""


@pytest.fixture
def client(make_client: MakeClient, tmp_path: Path) -> httpx.AsyncClient:
    (tmp_path / "page.html").write_text(BODY, encoding="utf-8")

    async def page(request: Request) -> Response:
        context = {"text": Text("单位", "unit"), "number": "2026-1", "received": RECEIVED}
        pages = request.app.state.pages
        return pages.render(request, "page.html", unsafe="<script>alert(1)</script>", **context)  # type: ignore[no-any-return]

    async def incomplete(request: Request) -> Response:
        return request.app.state.pages.render(request, "page.html")  # type: ignore[no-any-return]

    return make_client(Route("/track", page), Route("/incomplete", incomplete))


async def test_a_page_speaks_chinese_unless_asked_otherwise(client: httpx.AsyncClient) -> None:
    answer = await client.get("/track?tab=late&page=1", headers=page_request())
    assert '<html lang="zh-CN">' in answer.text
    assert answer.headers["content-language"] == "zh-CN"
    assert '<p id="a">中文|单位|2026-1</p>' in answer.text
    assert "2026年11月23日 星期一|2026年11月23日 星期一 12:05|2 小时前|12,345" in answer.text
    assert '<p id="c">/desk|/track?page=2|zh</p>' in answer.text


async def test_the_same_page_in_english(client: httpx.AsyncClient) -> None:
    answer = await client.get("/track", headers=page_request() | in_english())
    assert '<html lang="en">' in answer.text
    assert '<p id="a">English|unit|2026-1</p>' in answer.text
    assert "Monday 23 November 2026, 12:05|2 hours ago" in answer.text


async def test_the_other_language_is_one_link_away_and_is_remembered(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/track?tab=late", headers=page_request())
    assert 'href="/track?tab=late&amp;lang=en" lang="en" hreflang="en">English</a>' in answer.text
    assert "set-cookie" not in answer.headers
    switched = await client.get("/track?tab=late&lang=en", headers=page_request())
    assert "jx_lang=en" in switched.headers["set-cookie"]
    assert 'href="/track?tab=late&amp;lang=zh" lang="zh-CN"' in switched.text
    again = await client.get("/track", headers=page_request())
    assert '<html lang="en">' in again.text


async def test_what_people_write_is_shown_and_not_run(client: httpx.AsyncClient) -> None:
    answer = await client.get("/track", headers=page_request())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


async def test_the_public_sees_the_public_ways_and_where_it_is(client: httpx.AsyncClient) -> None:
    text = (await client.get("/track", headers=page_request())).text
    assert '<a href="/track" aria-current="page">查询进度</a>' in text
    assert '<a href="/">反映问题</a>' in text
    assert "工作人员入口" in text
    assert "退出登录" not in text


async def test_an_officer_sees_the_desk_the_name_and_a_way_out(
    client: httpx.AsyncClient, token: str
) -> None:
    headers = page_request(cookie=f"jx_session={token}")
    answer = await client.get("/track", headers=headers)
    assert '<a href="/desk">工作台</a>' in answer.text
    assert "陈立" in answer.text
    assert "责任人" in answer.text
    assert '<form method="post" action="/logout">' in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_pages_of_the_public_are_kept_by_nobody_but_the_reader(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/track", headers=page_request())
    assert answer.headers["cache-control"] == "private, no-cache"


async def test_every_page_can_be_skipped_into_and_names_its_service_and_version(
    client: httpx.AsyncClient,
) -> None:
    text = (await client.get("/track", headers=page_request())).text
    assert '<a class="skip" href="#main">跳到正文</a>' in text
    assert '<main id="main" tabindex="-1">' in text
    assert "将心 <span>诉求受理</span>" in text
    assert "诉求受理 0.1.0" in text


async def test_no_page_carries_script_or_style_of_its_own(
    client: httpx.AsyncClient, token: str
) -> None:
    text = (await client.get("/track", headers=page_request(cookie=f"jx_session={token}"))).text
    assert text.count("<script") == 1
    assert 'type="module" src="/static/' in text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text


async def test_a_forgotten_value_is_an_error_and_not_an_empty_line(
    client: httpx.AsyncClient,
) -> None:
    with capture_logs() as logs:
        answer = await client.get("/incomplete", headers=page_request())
    assert answer.status_code == 500
    assert logs[0]["event"] == "unexpected_error"


async def test_a_service_may_replace_a_shared_template(
    make_client: MakeClient, tmp_path: Path
) -> None:
    (tmp_path / "error.html").write_text("house style {{ t(problem.title) }}", encoding="utf-8")
    answer = await make_client().get("/nowhere", headers=page_request())
    assert answer.text == "house style 没有找到这一页"


async def test_documents_are_served_as_json(make_client: MakeClient) -> None:
    client = make_client(documents={"/openapi.json": lambda: {"openapi": "3.1.0"}})
    answer = await client.get("/openapi.json")
    assert answer.json() == {"openapi": "3.1.0"}
