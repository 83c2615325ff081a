"""The pages of rules and calendar: both languages, a preview before anything is saved."""

import re

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.complaints import complaint
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.reading import rows

PAGE = {"accept": "text/html"}
RULE = {
    "expected_revision": "1",
    "name_zh": "一般工单",
    "name_en": "Ordinary order",
    "amount": "3",
    "unit": "working_days",
    "extension": "5",
    "purpose": "handle",
    "source_zh": "清澜市规定第三条",
    "source_en": "Qinglan rule §3",
    "active": "yes",
}
CLOSURE = '[[closure]]\nfirst = 2026-11-26\nlast = 2026-11-27\nzh = "搬迁"\nen = "Moving house"\n'


async def page(officer: httpx.AsyncClient, address: str, lang: str = "zh") -> str:
    answer = await officer.get(address, params={"lang": lang}, headers=PAGE)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


async def send(officer: httpx.AsyncClient, address: str, **form: str) -> httpx.Response:
    return await officer.post(f"/desk/deadlines{address}", data=form, headers=PAGE)


@pytest.mark.parametrize(
    "address",
    ["", "/rules/ordinary", "/rules/new", "/limits/reopen_days", "/calendar"],
)
async def test_every_page_speaks_english_without_a_chinese_word_of_its_own(
    sign_in: SignIn, address: str
) -> None:
    html = await page(await sign_in("chen-jing"), f"/desk/deadlines{address}", "en")
    body = html[html.index("<main") : html.index("</main>")]
    own = re.sub(r'value="[^"]*"|<pre.*?</pre>|<option.*?</option>', "", body, flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", " ", own)) == []


async def test_the_preview_comes_before_saving(
    ledger: AsyncEngine, enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2))
    officer = await sign_in("chen-jing")
    seen = await send(officer, "/rules/ordinary", **RULE, do="preview")
    assert "2 件在办任务的期限会移动（共 2 件）" in seen.text
    assert [tuple(row.values()) for row in await revisions(ledger)] == [(1, 5)]
    saved = await send(officer, "/rules/ordinary", **RULE, do="save")
    assert (saved.status_code, saved.headers["location"]) == (303, "/desk/deadlines?done=changed")
    assert [tuple(row.values()) for row in await revisions(ledger)] == [(1, 5), (2, 3)]
    html = await page(officer, "/desk/deadlines?done=changed")
    assert "清澜市规定第三条" in html


async def revisions(ledger: AsyncEngine) -> list[dict[str, int]]:
    query = "SELECT revision, amount FROM deadline_rules WHERE code = 'ordinary' ORDER BY revision"
    return await rows(ledger, query)


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    answer = await send(officer, "/rules/ordinary", **{**RULE, "amount": "many"}, do="save")
    assert answer.status_code == 422
    assert 'id="error-amount"' in answer.text
    assert 'value="many"' in answer.text
    assert "清澜市规定第三条" in answer.text


async def test_a_calendar_is_previewed_loaded_and_the_old_one_stays_readable(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1))
    officer = await sign_in("chen-jing")
    before = re.findall(
        r"/desk/deadlines/calendars/([\w-]+)", await page(officer, "/desk/deadlines")
    )
    seen = await send(officer, "/calendar", file=CLOSURE, do="preview")
    assert "1 件在办任务的期限会移动" in seen.text
    await send(officer, "/calendar", file=CLOSURE, do="save")
    html = await page(officer, "/desk/deadlines")
    assert "搬迁" in html
    old = await page(officer, f"/desk/deadlines/calendars/{before[0]}")
    assert "这是以前的版本" in old
    assert "搬迁" not in old
    faulty = await send(officer, "/calendar", file="year = 2027", do="preview")
    assert (faulty.status_code, "announced" in faulty.text) == (422, True)


async def test_the_dry_run_names_the_rule_and_the_date(sign_in: SignIn) -> None:
    officer = await sign_in("wu-gang")
    answer = await send(officer, "", nature="complaint", channel="hotline", category="city-noise")
    assert "一般工单：5 个工作日" in answer.text
    assert "到11月30日（周一） 17:30 止" in answer.text


async def test_others_read_and_cannot_change(sign_in: SignIn) -> None:
    auditor = await sign_in("wu-gang")
    html = await page(auditor, "/desk/deadlines/rules/ordinary")
    assert 'name="do"' not in html
    assert "/desk/deadlines/rules/new" not in await page(auditor, "/desk/deadlines")
    assert (await send(auditor, "/rules/ordinary", **RULE, do="save")).status_code == 403
    assert (await send(auditor, "/calendar", file=CLOSURE)).status_code == 403


@pytest.mark.parametrize("code", ["", "new", "路灯", "Lamps!"])
async def test_a_new_rule_needs_a_code_that_can_be_one(sign_in: SignIn, code: str) -> None:
    officer = await sign_in("chen-jing")
    form = {**RULE, "expected_revision": "0", "code": code}
    answer = await send(officer, "/rules/new", **form, do="preview")
    assert (answer.status_code, 'id="error-code"' in answer.text) == (422, True)


async def test_a_new_rule_for_a_kind_and_a_category_is_there_after_saving(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    form = {**RULE, "expected_revision": "0", "code": "lamps", "categories": "city-lighting"}
    assert (await send(officer, "/rules/new", **form, do="save")).status_code == 303
    answer = await send(officer, "", nature="", channel="", category="city-lighting")
    assert "一般工单：3 个工作日" in answer.text
