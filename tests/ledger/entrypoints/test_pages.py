"""The officers' desk: every page in both languages, forms that keep what was typed, only what is allowed."""

import re
from datetime import timedelta

import httpx
import pytest

from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import PASSWORD, Enter, SignIn

TASK = f"/desk/tasks/{number(1)}"
PAGE = {"accept": "text/html"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
REPORT = {"result": "resolved", "public_reply": "路灯已经修好。", "measures": "更换灯泡\n列入巡检"}


async def page(officer: httpx.AsyncClient, address: str, lang: str = "zh") -> str:
    answer = await officer.get(address, params={"lang": lang}, headers=PAGE)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


async def send(officer: httpx.AsyncClient, name: str, **form: str) -> httpx.Response:
    return await officer.post(f"{TASK}/{name}", data=form, headers=PAGE)


def without_names(html: str) -> str:
    """The words of a page that are its own: not those of officers, complaints, rules, units."""
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("chen-jing", "/desk/tasks?tab=tray"),
        ("chen-jing", "/desk/tasks?tab=audit"),
        ("chen-jing", "/desk/tasks?tab=all"),
        ("zhou-min", "/desk/tasks?tab=overdue"),
        ("feng-yan", "/desk/tasks?tab=mine"),
        ("huang-ting", "/desk/tasks?tab=unit"),
        ("wu-gang", "/desk/tasks"),
        ("chen-jing", "/desk/tasks?q=没有这样的事"),
        ("chen-jing", TASK),
        ("feng-yan", TASK),
        ("chen-jing", f"/desk/tasks/{number(2)}"),
        ("chen-jing", "/desk/organisation"),
    ],
)
async def test_every_page_speaks_both_languages(
    enter: Enter, sign_in: SignIn, who: str, address: str, lang: str
) -> None:
    await enter(
        complaint(1, title="A lamp is out", content="It has been dark for three days."),
        complaint(2, category_code=None, title="Some words", content="Nothing special."),
    )
    path, _, query = address.partition("?")
    officer = await sign_in(who)
    answer = await officer.get(f"{path}?{query}&lang={lang}", headers=PAGE)
    assert answer.status_code == 200
    assert f'lang="{"en" if lang == "en" else "zh-CN"}"' in answer.text
    assert "tasks" in answer.text
    if lang == "zh":
        assert "任务" in answer.text


async def test_the_english_pages_have_no_chinese_but_names(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1, title="A lamp is out", content="It has been dark for three days."))
    officer = await sign_in("chen-jing")
    for address in ("/desk/tasks?tab=all", "/desk/tasks?tab=tray", TASK):
        path, _, query = address.partition("?")
        html = (await officer.get(f"{path}?{query}&lang=en", headers=PAGE)).text
        words = without_names(html)
        for name in ("陈静", "冯燕", "宋杰", "陈", "中文"):
            words = words.replace(name, "")
        people = re.sub(r"[\u4e00-\u9fff]{2,3}(?=\s)", "", words)  # owners to choose from
        assert not CHINESE.search(people), CHINESE.findall(people)


@pytest.mark.parametrize(
    ("who", "tab"),
    [
        ("chen-jing", "tray"),
        ("feng-yan", "mine"),
        ("huang-ting", "unit"),
        ("zhou-min", "overdue"),
        ("wu-gang", "overdue"),
    ],
)
async def test_the_desk_opens_where_the_role_works(sign_in: SignIn, who: str, tab: str) -> None:
    answer = await (await sign_in(who)).get("/desk", headers=PAGE)
    assert answer.headers["location"] == f"/desk/tasks?tab={tab}"


async def test_an_empty_list_says_what_would_fill_it(sign_in: SignIn) -> None:
    html = await page(await sign_in("feng-yan"), "/desk/tasks")
    assert "派给您的任务会出现在这里" in html


async def test_a_list_shows_light_matter_and_owner(
    enter: Enter, sign_in: SignIn, clock: FixedClock
) -> None:
    await enter(complaint())
    officer = await sign_in("chen-jing")
    html = (await officer.get("/desk/tasks?tab=all", headers=PAGE)).text
    assert "还剩 5 个工作日" in html
    assert "小区门口的路灯不亮" in html
    assert "冯燕" in html
    clock.advance(timedelta(days=8))
    html = (await officer.get("/desk/tasks?tab=overdue", headers=PAGE)).text
    assert "逾期 1 个工作日" in html


async def test_what_people_wrote_is_never_markup(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1, title="<script>alert(1)</script>", content="<b>粗</b>"))
    officer = await sign_in("chen-jing")
    for address in ("/desk/tasks?tab=all", TASK):
        html = (await officer.get(address, headers=PAGE)).text
        assert "<script>alert" not in html
        assert "<b>粗" not in html


async def test_the_persons_other_case_is_shown_and_offered_to_merge_into(
    enter: Enter, sign_in: SignIn
) -> None:
    who = {"reporter_key": "a" * 32}
    await enter(complaint(1, **who), complaint(2, title="执照", urgency="urgent", **who))
    officer = await sign_in("chen-jing")
    html = (await officer.get(f"{TASK}?act=merge", headers=PAGE)).text
    assert "同一个人的其他诉求" in html
    assert f'name="candidate" value="{number(2)}"' in re.sub(r"\s+", " ", html)
    assert "a" * 32 not in html + (await officer.get(f"/api/v1/tasks/{number(1)}")).text
    form = {"expected_version": "2", "candidate": number(2), "master_number": ""}
    answer = await officer.post(f"{TASK}/merge", data=form, headers=PAGE)
    assert answer.status_code == 303, answer.text
    merged = (await officer.get(f"/api/v1/tasks/{number(1)}")).json()
    assert merged["master_number"] == number(2)
    assert "<strong>紧急</strong>" in await page(officer, f"/desk/tasks/{number(2)}")


async def test_each_officer_is_shown_only_what_they_may_do(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint())
    shown = {
        who: set(
            re.findall(rf'(?:action="{TASK}/|\?act=)(\w+)"', await page(await sign_in(who), TASK))
        )
        for who in ("chen-jing", "feng-yan", "huang-ting", "zhou-min", "wu-gang")
    }
    assert shown == {
        "chen-jing": {"dispatch", "answer", "decline", "merge", "recuse", "withdraw", "evidence"},
        "feng-yan": {"sign", "ask_return", "recuse", "evidence"},
        "huang-ting": {"sign", "ask_return", "recuse", "evidence"},
        "zhou-min": {"supervise", "recuse", "withdraw", "evidence"},
        "wu-gang": set(),
    }


async def test_the_whole_way_on_the_desk_without_script(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1, category_code=None, title="想说几句", content="心里话。"))
    dispatcher = await sign_in("chen-jing")
    sent = await send(dispatcher, "dispatch", expected_version="1", to="housing/ma-chao")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{TASK}?done=dispatch")
    owner = await sign_in("ma-chao")
    assert (await send(owner, "sign", expected_version="2")).status_code == 303
    assert (await send(owner, "report", expected_version="3", **REPORT)).status_code == 303
    dispatcher = await sign_in("li-na")
    assert "路灯已经修好。" in await page(dispatcher, TASK)
    assert (await send(dispatcher, "close", expected_version="4", note="已回访")).status_code == 303
    html = (await dispatcher.get(f"{TASK}?done=close", headers=PAGE)).text
    for words in ("派给住房和城乡建设局，责任人马超", "列入巡检", "已回访", "已办结，按时"):
        assert words in html


async def test_a_form_that_cannot_be_accepted_keeps_what_was_typed(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint())
    owner = await sign_in("feng-yan")
    await send(owner, "sign", expected_version="2")
    typed = {**REPORT, "public_reply": "", "note": "现场照片已存"}
    answer = await send(owner, "report", expected_version="3", **typed)
    assert answer.status_code == 422
    assert "请写明公开答复" in answer.text
    assert "现场照片已存" in answer.text
    assert "列入巡检" in answer.text
    assert re.search(r'value="resolved"[^>]*checked', answer.text)


async def test_a_dispatch_to_nowhere_says_so_beside_the_field(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint())
    answer = await send(await sign_in("chen-jing"), "dispatch", expected_version="2", to="")
    assert answer.status_code == 422
    assert "请填写单位" in answer.text


async def test_who_comes_too_late_sees_the_task_as_it_is_and_who_was_quicker(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint())
    await send(await sign_in("feng-yan"), "sign", expected_version="2")
    answer = await send(
        await sign_in("chen-jing"), "dispatch", expected_version="2", to="housing/ma-chao"
    )
    assert answer.status_code == 409
    assert "冯燕（城市管理局）在 10:00 签收了" in answer.text
    assert "办理中" in answer.text


async def test_when_it_was_sent_elsewhere_meanwhile_the_old_owner_hears_it(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint())
    await send(await sign_in("chen-jing"), "dispatch", expected_version="2", to="housing/ma-chao")
    answer = await send(await sign_in("feng-yan"), "sign", expected_version="2")
    assert answer.status_code == 409
    assert "陈静（政务热线中心）在 10:00 派出了" in answer.text


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("工地凌晨还在施工，噪音很大", "", "城市管理局"),
        ("随便说说", "food-safety", "市场监管局"),
        ("随便说说", "", "停在待派单"),
    ],
)
async def test_the_dry_run_says_where_words_would_go_and_why(
    sign_in: SignIn, text: str, category: str, expected: str
) -> None:
    officer = await sign_in("wu-gang")
    form = {"text": text, "category": category, "district": ""}
    answer = await officer.post("/desk/organisation", data=form, headers=PAGE)
    assert answer.status_code == 200
    found = answer.text.split('class="banner')[1]
    assert expected in found
    assert "规则" in found
    assert (await officer.get("/api/v1/tasks")).json()["tasks"] == []


async def test_long_lists_lead_on_page_by_page(enter: Enter, sign_in: SignIn) -> None:
    await enter(*(complaint(index) for index in range(120)))
    officer = await sign_in("chen-jing")
    address: str | None = "/desk/tasks?tab=all"
    seen: list[str] = []
    while address:
        html = (await officer.get(address, headers=PAGE)).text
        assert len(html.encode()) < 50_000
        seen += re.findall(r'href="/desk/tasks/([\d-]+)"', html)
        found = re.search(r'rel="next" href="([^"]+)"', html)
        address = found[1].replace("&amp;", "&") if found else None
    assert seen == [number(index) for index in range(119, -1, -1)]


async def test_a_page_of_another_unit_is_not_there(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint())
    answer = await (await sign_in("he-ping")).get(TASK, headers=PAGE)
    assert answer.status_code == 404


async def test_the_login_page_speaks_both_languages(visitor: httpx.AsyncClient) -> None:
    assert "登录工作台" in await page(visitor, "/login", "zh")
    assert "Sign in to the desk" in await page(visitor, "/login", "en")
    assert PASSWORD not in await page(visitor, "/login", "en")
