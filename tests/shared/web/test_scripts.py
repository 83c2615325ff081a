"""The scripts, in a real Chromium: comfort that must work, and must not be needed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Browser, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.site import Site
from tests.shared.web.gallery.app import make_gallery

pytestmark = pytest.mark.browser
LIVE = """{% extends "base.html" %}{% block main %}
<section id="tasks" data-live="1" data-live-events="/events"><p>{{ count }}</p>
<a href="/task">task</a></section>
<form method="post" action="/send"><button id="send">send</button></form>
{% endblock %}"""


class Counted:
    """A page whose figure changes, a stream that says so, and a form that takes its time."""

    def __init__(self, folder: Path) -> None:
        (folder / "live.html").write_text(LIVE, encoding="utf-8")
        self.count, self.sent = 1, 0
        self.pages = Pages("ledger", folder, Site())

    def app(self) -> Starlette:
        routes = [
            Route("/live", self.show),
            Route("/events", self.events),
            Route("/send", self.take, methods=["POST"]),
        ]
        return make_application(pages=self.pages, routes=routes)

    async def show(self, request: Request) -> Response:
        return self.pages.render(request, "live.html", count=self.count)

    async def events(self, _: Request) -> Response:
        return PlainTextResponse("retry: 100\ndata: changed\n\n", media_type="text/event-stream")

    async def take(self, _: Request) -> Response:
        self.sent += 1
        await asyncio.sleep(0.3)
        return PlainTextResponse("taken")


async def serve(app: Starlette) -> AsyncIterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit, server.force_exit = True, True
    await running


@pytest.fixture(scope="module")
async def gallery() -> AsyncIterator[str]:
    async for address in serve(make_gallery()):
        yield f"{address}/gallery"


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    return Counted(tmp_path)


@pytest.fixture
async def live(counted: Counted) -> AsyncIterator[str]:
    async for address in serve(counted.app()):
        yield address


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(locale="zh-CN")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Policy" in line.text else None)
    yield page
    await context.close()
    assert complaints == []


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.textContent.trim()"))


async def test_j_and_k_walk_through_the_list_and_enter_opens(page: Page, gallery: str) -> None:
    await page.goto(f"{gallery}/desk?as=officer")
    await page.keyboard.press("j")
    assert "外资公司" in await focused(page)
    for _ in range(9):
        await page.keyboard.press("j")
    assert "公交" in await focused(page)
    await page.keyboard.press("k")
    assert "营业执照" in await focused(page)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/task?as=officer&n=2026-1123-0060-7")


async def test_a_slash_finds_the_search_and_letters_stay_letters_there(
    page: Page, gallery: str
) -> None:
    await page.goto(f"{gallery}/desk?as=officer")
    await page.keyboard.press("/")
    await page.keyboard.type("jk?/")
    assert await page.input_value("[data-search]") == "jk?/"
    assert not await page.is_visible("#keys")


async def test_a_question_mark_shows_the_keys_and_escape_closes_them(
    page: Page, gallery: str
) -> None:
    await page.goto(f"{gallery}/desk?as=officer")
    await page.keyboard.press("?")
    assert await page.is_visible("#keys")
    await page.keyboard.press("j")
    assert await focused(page) == "知道了"
    await page.keyboard.press("Escape")
    assert not await page.is_visible("#keys")


async def test_a_draft_outlives_the_page_but_not_the_receipt(page: Page, gallery: str) -> None:
    await page.goto(f"{gallery}/form")
    await page.fill("[name=content]", "跑了三趟")
    await page.check("[name=reply][value=post]")
    await page.fill("[name=phone]", "13800000000")
    await page.goto(f"{gallery}/home")
    await page.goto(f"{gallery}/form")
    assert await page.input_value("[name=content]") == "跑了三趟"
    assert await page.is_checked("[name=reply][value=post]")
    assert await page.input_value("[name=phone]") == ""
    assert await page.is_visible("[data-draft-note]")
    await page.goto(f"{gallery}/receipt")
    await page.goto(f"{gallery}/form")
    assert await page.input_value("[name=content]") == ""
    assert not await page.is_visible("[data-draft-note]")


async def test_a_draft_can_be_thrown_away(page: Page, gallery: str) -> None:
    await page.goto(f"{gallery}/form")
    await page.fill("[name=content]", "跑了三趟")
    await page.goto(f"{gallery}/form")
    await page.click("[data-draft-clear]")
    assert await page.input_value("[name=content]") == ""
    await page.goto(f"{gallery}/form")
    assert await page.input_value("[name=content]") == ""


async def test_the_characters_left_are_counted_as_the_server_counts(
    page: Page, gallery: str
) -> None:
    await page.goto(f"{gallery}/form")
    await page.fill("[name=content]", "一😀")
    assert await page.inner_text(".count") == "还可以写 3,998 个字"
    await page.fill("[name=content]", "一" * 4002)
    assert await page.inner_text(".count") == "多了 2 个字"


async def test_a_live_section_changes_in_place_and_keeps_the_focus(
    page: Page, live: str, counted: Counted
) -> None:
    await page.goto(f"{live}/live")
    await page.focus("#tasks a")
    counted.count = 2
    await page.wait_for_selector("#tasks p:text-is('2')")
    assert await focused(page) == "task"


async def test_a_live_section_waits_while_nobody_answers(
    page: Page, live: str, counted: Counted
) -> None:
    await page.goto(f"{live}/live")
    await page.route("**/live", lambda route: route.abort())
    counted.count = 2
    await page.wait_for_event("requestfailed", lambda request: request.url.endswith("/live"))
    assert await page.inner_text("#tasks p") == "1"
    await page.unroute("**/live")
    await page.wait_for_selector("#tasks p:text-is('2')")


async def test_a_second_click_sends_nothing_twice(page: Page, live: str, counted: Counted) -> None:
    await page.goto(f"{live}/live")
    await page.evaluate("for (const _ of [1, 2, 3]) document.querySelector('#send').click()")
    await page.wait_for_url("**/send")
    assert counted.sent == 1


async def test_the_summary_of_errors_has_the_focus_without_any_script(
    browser: Browser, gallery: str
) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{gallery}/errors")
    assert await page.locator(".summary:focus").count() == 1
    await context.close()


async def test_nothing_is_wider_than_the_screen(page: Page, gallery: str) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for name in ("home", "errors", "receipt", "track", "desk", "nothing", "task", "figures"):
        for language in ("zh", "en"):
            await page.goto(f"{gallery}/{name}?as=officer&lang={language}")
            for width in (1920, 1280, 375, 320):
                await page.set_viewport_size({"width": width, "height": 800})
                assert await page.evaluate(wide) <= 0, (name, language, width)


async def test_what_is_touched_is_large_enough(page: Page, gallery: str) -> None:
    """Buttons, fields, tabs and navigation; links inside a sentence are exempt (WCAG 2.5.8)."""
    await page.set_viewport_size({"width": 375, "height": 800})
    touched = (
        ".button, .option, .tabs a, .top nav a, .language, .menu summary, .field input, select"
    )
    script = f"""[...document.querySelectorAll({touched!r})].filter((e) => e.offsetHeight
        && e.offsetHeight < 44).map((e) => e.outerHTML.slice(0, 90))"""
    for name in ("home", "form", "track", "desk", "task", "nothing"):
        await page.goto(f"{gallery}/{name}?as=officer")
        assert await page.evaluate(script) == [], name


async def test_x_ticks_the_row_and_a_large_one_all_of_them(page: Page) -> None:
    await page.set_content(
        "<table data-list><tbody>"
        '<tr><td><input type="checkbox"></td><td class="main"><a href="#a">a</a></td></tr>'
        '<tr><td><input type="checkbox"></td><td class="main"><a href="#b">b</a></td></tr>'
        "</tbody></table>"
    )
    script = Path("shared/web/static/keys.js").read_text(encoding="utf-8")
    await page.add_script_tag(content=f"{script}\nlistenToKeys(document);", type="module")
    ticked = "() => [...document.querySelectorAll('input')].map((box) => box.checked)"
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    assert await page.evaluate(ticked) == [False, True]
    await page.keyboard.press("X")
    assert await page.evaluate(ticked) == [True, True]
    await page.keyboard.press("X")
    assert await page.evaluate(ticked) == [False, False]
