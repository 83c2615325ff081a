"""The desk's lists in a browser's eyes: ages, filters of one's own, what was found, how large pages are."""

import re
from datetime import timedelta

import httpx
import pytest

from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

PAGE = {"accept": "text/html"}
LARGEST = 50_000


async def html(officer: httpx.AsyncClient, address: str) -> str:
    answer = await officer.get(address, headers=PAGE)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


async def keep(officer: httpx.AsyncClient, name: str, query: str) -> httpx.Response:
    form = {"name": name, "query": query}
    return await officer.post("/desk/filters", data=form, headers=PAGE)


def listed(page: str) -> list[str]:
    return re.findall(r'<a href="/desk/tasks/([\d-]+)"', page)


async def test_what_is_late_is_counted_by_age_and_each_count_leads_to_its_tasks(
    enter: Enter, sign_in: SignIn, clock: FixedClock
) -> None:
    for index, days in enumerate((14, 11, 4, 9)):
        await enter(complaint(index))
        clock.advance(timedelta(days=days))
    officer = await sign_in("zhou-min")
    page = await html(officer, "/desk/tasks?tab=overdue")
    ages = re.findall(r'class="figure" href="([^"]+)"><span>([^<]+)</span><b>([^<]+)</b>', page)
    assert [(label, count) for _, label, count in ages] == [
        ("逾期 1–3 天", "1"),
        ("逾期 4–7 天", "1"),
        ("逾期 8–30 天", "1"),
        ("逾期 30 天以上", "1"),
    ]
    behind = [listed(await html(officer, href.replace("&amp;", "&"))) for href, _, _ in ages]
    assert behind == [[number(index)] for index in (3, 2, 1, 0)]


async def test_what_was_looked_for_is_marked_in_title_and_text(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(
        complaint(1, title="路灯 <不亮>", content="滨湖区文华路 8 号门口很暗，老人看不清。")
    )
    officer = await sign_in("chen-jing")
    page = await html(officer, "/desk/tasks?q=路灯 老人")
    assert "<mark>路灯</mark> &lt;不亮&gt;" in page
    assert "<mark>老人</mark>看不清" in page


async def test_a_filter_is_kept_as_a_tab_that_nobody_else_sees(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2, category_code="market-licence"))
    officer = await sign_in("chen-jing")
    query = "tab=all&unit=market-regulation"
    assert (await keep(officer, " 市场  的 ", query)).status_code == 303
    page = await html(officer, "/desk/tasks?tab=tray")
    assert re.search(r'unit=market-regulation">市场 的 <span class="amount">1</span>', page)
    assert listed(await html(officer, f"/desk/tasks?{query}")) == [number(2)]
    assert "市场 的" not in await html(await sign_in("zhou-min"), "/desk/tasks")


async def test_a_filter_of_the_same_name_takes_its_place_and_can_be_removed(
    sign_in: SignIn,
) -> None:
    officer = await sign_in("chen-jing")
    await keep(officer, "看看", "tab=all&unit=health")
    await keep(officer, "看看", "tab=all&state=closed")
    page = await html(officer, "/desk/tasks?tab=all&state=closed")
    assert page.count(">看看 <span") == 1
    assert "unit=health" not in page
    answer = await officer.post("/desk/filters/remove", data={"name": "看看"}, headers=PAGE)
    assert answer.status_code == 303
    assert "看看" not in await html(officer, "/desk/tasks")


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("", "tab=all&q=路灯", "给这个筛选起个名字"),
        ("很" * 21, "tab=all&q=路灯", "最多 20 个字"),
        ("空的", "tab=all", "先选好条件"),
    ],
)
async def test_a_filter_that_cannot_be_kept_says_why_beside_the_list(
    sign_in: SignIn, name: str, query: str, words: str
) -> None:
    answer = await keep(await sign_in("chen-jing"), name, query)
    assert answer.status_code == 422
    assert words in answer.text


async def test_there_is_an_end_to_filters(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    for index in range(12):
        assert (await keep(officer, f"第{index}个", "tab=all&q=路灯")).status_code == 303
    assert (await keep(officer, "第0个", "tab=all&q=噪声")).status_code == 303
    answer = await keep(officer, "再来一个", "tab=all&q=路灯")
    assert answer.status_code == 422
    assert "最多保存 12 个筛选" in answer.text


async def test_an_address_that_makes_no_sense_opens_a_list_all_the_same(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    await html(officer, "/desk/tasks?tab=nonsense&unit=nowhere&state=odd&late=never&level=9")


async def test_a_state_narrows_a_list_but_does_not_turn_it_into_another(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2, category_code=None, title="说说", content="心里话"))
    officer = await sign_in("chen-jing")
    assert listed(await html(officer, "/desk/tasks?tab=all&state=dispatched")) == [number(1)]
    assert listed(await html(officer, "/desk/tasks?tab=tray&state=dispatched")) == [number(2)]


async def test_the_supervised_are_listed_by_level(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1), complaint(2))
    officer = await sign_in("zhou-min")
    form = {"expected_version": "2", "level": "supervised", "note": "本周内回复"}
    answer = await officer.post(f"/desk/tasks/{number(1)}/supervise", data=form, headers=PAGE)
    assert answer.status_code == 303
    page = await html(officer, "/desk/tasks?tab=supervision")
    assert listed(page) == [number(1)]
    assert re.findall(r"<span>([^<]+)</span><b>([^<]+)</b>", page) == [
        ("催办", "0"),
        ("督办", "1"),
        ("挂牌督办", "0"),
    ]
    assert listed(await html(officer, "/desk/tasks?tab=supervision&level=listed")) == []


@pytest.mark.parametrize("who", ["chen-jing", "zhou-min", "feng-yan", "wu-gang"])
async def test_first_pages_are_small(
    enter: Enter, sign_in: SignIn, clock: FixedClock, who: str
) -> None:
    lengthy = "文昌街一百二十号翠云苑北门：电梯停运半个月还没有修好，老人上不了楼"
    await enter(*(complaint(index, title=f"{lengthy}{index}") for index in range(60)))
    tray = [
        complaint(100 + index, title=lengthy, content="说说", category_code=None)
        for index in range(60)
    ]
    await enter(*tray)
    clock.advance(timedelta(days=9))
    officer = await sign_in(who)
    sizes = {}
    for tab in ("tray", "mine", "unit", "overdue", "supervision", "all"):
        for lang in ("zh", "en"):
            page = await html(officer, f"/desk/tasks?tab={tab}&lang={lang}")
            sizes[tab, lang] = len(page.encode())
    sizes["q", "zh"] = len((await html(officer, "/desk/tasks?q=电梯 停运")).encode())
    assert max(sizes.values()) < LARGEST, sizes
