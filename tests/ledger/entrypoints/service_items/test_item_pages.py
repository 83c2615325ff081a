"""Service items on the desk: the whole way without script, what is refused and where, both languages."""

import re
from collections.abc import Sequence

import httpx
import pytest

from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

PAGE = {"accept": "text/html"}
ITEM = "/desk/items/food-licence"
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LAW = "Food Safety Law, art. 35"
HEADING = {
    "code": "FOOD-licence",
    "name_zh": "食品经营许可",
    "name_en": "Food licence",
    "unit_code": "market-regulation",
    "theme": "",
}


async def page(officer: httpx.AsyncClient, address: str, lang: str = "zh") -> str:
    path, _, query = address.partition("?")
    answer = await officer.get(f"{path}?{query}&lang={lang}", headers=PAGE)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def form_of(html: str) -> dict[str, str | Sequence[str]]:
    """What a browser would send of the draft's form, were a button pressed now."""
    found: dict[str, str | Sequence[str]] = {}
    for kind in ("step", "material", "fee"):
        found[kind] = re.findall(rf'name="{kind}" value="([^"]*)"', html)
    found |= dict(re.findall(r'<input id="f-([^"]+)"[^>]* value="([^"]*)"', html))
    found |= dict(re.findall(r'<textarea id="f-([^"]+)"[^>]*>\n?([^<]*)</textarea>', html))
    for name, body in re.findall(r'<select id="f-([^"]+)"(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    found["expected_revision"] = re.findall(r'name="expected_revision" value="(\d+)"', html)[0]
    return found


async def press(officer: httpx.AsyncClient, button: str, **typed: str) -> httpx.Response:
    """Type into the draft's form and press one of its buttons."""
    form = {**form_of(await page(officer, f"{ITEM}/draft")), **typed, "do": button}
    return await officer.post(f"{ITEM}/draft", data=form, headers=PAGE)


async def written(officer: httpx.AsyncClient) -> tuple[str, str]:
    """A guide with two steps and a material, typed button by button; the keys of the steps."""
    assert (await officer.post("/desk/items/new", data=HEADING, headers=PAGE)).status_code == 303
    for button in ("add:step", "add:step", "add:material"):
        assert (await press(officer, button)).status_code == 303
    form = form_of(await page(officer, f"{ITEM}/draft"))
    first, second = form["step"]
    (material,) = form["material"]
    typed = {
        f"step.{first}.name_zh": "受理",
        f"step.{first}.name_en": "Acceptance",
        f"step.{first}.basis": LAW,
        f"step.{first}.asks_for": "申请书",
        f"step.{second}.name_zh": "现场核查",
        f"step.{second}.name_en": "Inspection",
        f"step.{second}.basis": LAW,
        f"material.{material}.name_zh": "申请书",
        f"material.{material}.name_en": "Application form",
        f"material.{material}.basis": LAW,
        "promised": "10",
        "basis": LAW,
    }
    assert (await press(officer, "publish", **typed)).headers["location"] == f"{ITEM}/publish"
    return first, second


async def publish(officer: httpx.AsyncClient, **typed: str) -> httpx.Response:
    html = await page(officer, f"{ITEM}/publish")
    form: dict[str, str | Sequence[str]] = {
        "expected_revision": re.findall(r'name="expected_revision" value="(\d+)"', html)[0],
        "removed": re.findall(r'name="removed" value="([^"]+)"', html),
        **typed,
    }
    return await officer.post(f"{ITEM}/publish", data=form, headers=PAGE)


async def test_the_whole_way_without_script(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1))
    head = await sign_in("zhao-lei")
    _, second = await written(head)
    assert (await publish(head)).headers["location"] == f"{ITEM}?done=published"
    assert (await press(head, f"remove:step:{second}")).status_code == 303
    assert (await press(head, "save", promised="5")).status_code == 303
    said = {
        f"reason.{second}": "merged",
        f"basis.{second}": "优化方案第 3 条",
        "note": "群众嫌跑得多",
        "task_numbers": number(1),
    }
    assert (await publish(head, **said)).status_code == 303
    history = await page(head, f"{ITEM}/history")
    assert "<del>现场核查</del>" in history
    for words in ("去掉了", "少了 1", "少了 5", "优化方案第 3 条", "群众嫌跑得多", number(1)):
        assert words in history
    now = await page(head, ITEM)
    assert "现场核查" not in now
    assert "5 个工作日" in now
    assert "现场核查" in await page(head, f"{ITEM}?version=1")


async def test_a_removal_without_reason_or_basis_is_refused_beside_its_fields(
    sign_in: SignIn,
) -> None:
    head = await sign_in("zhao-lei")
    _, second = await written(head)
    await publish(head)
    await press(head, f"remove:step:{second}")
    answer = await publish(head, **{f"basis.{second}": "优化方案第 3 条", "note": "说明还在"})
    assert answer.status_code == 422
    assert f'href="#f-reason.{second}"' in answer.text
    assert f'href="#f-basis.{second}"' not in answer.text
    assert "优化方案第 3 条" in answer.text
    assert "说明还在" in answer.text


async def test_task_numbers_that_are_none_are_named(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    await written(head)
    answer = await publish(head, task_numbers="261123-000009-00，261123-000010-00")
    assert answer.status_code == 422
    assert "没有这些编号的任务：261123-000009-00, 261123-000010-00" in answer.text


async def test_faults_are_shown_and_keep_it_from_being_published(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    first, _ = await written(head)
    await press(head, "save", **{f"step.{first}.asks_for": "申请书\n无犯罪证明"})
    html = await page(head, f"{ITEM}/draft")
    assert "要“无犯罪证明”，指南的材料里没有" in html
    assert f'href="#f-step.{first}.asks_for"' in html
    assert "还不能发布" in await page(head, f"{ITEM}/publish")
    answer = await head.post(f"{ITEM}/publish", data={"expected_revision": "6"}, headers=PAGE)
    assert answer.status_code == 409


async def test_what_cannot_be_read_keeps_what_was_typed(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    first, _ = await written(head)
    answer = await press(
        head, "add:fee", promised="十天", **{f"step.{first}.name_zh": "收件" * 150}
    )
    assert answer.status_code == 422
    assert 'value="十天"' in answer.text
    assert 'href="#f-promised"' in answer.text
    assert f'href="#f-step.{first}.name_zh"' in answer.text
    assert 'name="fee"' in answer.text


async def test_steps_can_be_moved(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    first, second = await written(head)
    await press(head, f"up:step:{second}")
    assert form_of(await page(head, f"{ITEM}/draft"))["step"] == [second, first]


async def test_who_saves_second_is_told_and_loses_nothing(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    await written(head)
    old = form_of(await page(head, f"{ITEM}/draft"))
    await press(head, "save", promised="7")
    form = {**old, "promised": "3", "do": "save"}
    answer = await head.post(f"{ITEM}/draft", data=form, headers=PAGE)
    assert answer.status_code == 409
    assert "赵磊" in answer.text
    assert form_of(answer.text)["promised"] == "3"


@pytest.mark.parametrize(("who", "may"), [("sun-qiang", False), ("wu-gang", False),
                                          ("zhang-wei", False), ("chen-jing", True)])  # fmt: skip
async def test_others_read_and_only_a_dispatcher_edits_too(
    sign_in: SignIn, who: str, may: bool
) -> None:
    await written(await sign_in("zhao-lei"))
    officer = await sign_in(who)
    html = await page(officer, ITEM)
    assert (f"{ITEM}/draft" in html) == may
    for address in (f"{ITEM}/draft", f"{ITEM}/publish", f"{ITEM}/heading"):
        answer = await officer.get(address, headers=PAGE)
        assert answer.status_code == (200 if may else 403), address


async def test_the_list_finds_by_name_code_and_unit(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    assert "还没有办事事项" in await page(head, "/desk/items")
    await written(head)
    for query in ("q=食品", "q=FOOD", "unit=market-regulation", "drafts=1"):
        assert ITEM in await page(head, f"/desk/items?{query}")
    assert "没有找到" in await page(head, "/desk/items?q=100%25")


async def test_a_code_is_taken_once(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    await written(head)
    answer = await head.post("/desk/items/new", data=HEADING, headers=PAGE)
    assert answer.status_code == 422
    assert "这个编码已有事项" in answer.text
    foreign = {**HEADING, "code": "other", "unit_code": "housing"}
    assert (await head.post("/desk/items/new", data=foreign, headers=PAGE)).status_code == 403


async def test_the_english_pages_have_no_chinese_but_what_was_entered(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    await written(head)
    await publish(head)
    await press(head, "save", promised="5", trips="3")
    for rest in ("", "/draft", "/publish", "/history", "/heading"):
        html = await page(head, ITEM + rest, "en")
        words = re.sub(
            r"<(script|style|textarea)[^>]*>.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL
        )
        for known in ("中文", "赵磊", "赵", "申请书", "受理", "现场核查"):
            words = words.replace(known, "")
        assert not CHINESE.findall(words), rest


async def test_what_people_write_is_never_markup(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    first, _ = await written(head)
    await press(head, "save", **{f"step.{first}.name_zh": "<script>alert(1)</script>"})
    for rest in ("/draft", "/publish"):
        assert "<script>alert" not in await page(head, ITEM + rest)
