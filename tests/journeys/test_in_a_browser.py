"""A person and three officers in a real browser, in both languages, with script and without."""

import re
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.journeys.town import Town

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.timeout(240)]


@dataclass(frozen=True)
class Words:
    """What stands on the buttons and in the story, in one language."""

    next: str
    send: str
    signed: str
    report: str
    close: str
    sign: str
    story: str


WORDS = {
    "zh": Words("下一步", "送出", "签收", "报告办理结果", "审核通过，办结", "签收", "办结"),
    "en": Words(
        "Continue", "Send", "Sign", "Report it", "Accept the report", "Sign for it", "closed"
    ),
}


async def tell(page: Page, home: str, language: str) -> str:
    """Say something through the three steps of the form. Returns the number on the receipt."""
    words = WORDS[language]
    await page.goto(f"{home}/complaints/new?lang={language}")
    await page.fill("textarea[name=content]", "办营业执照跑了三个窗口，材料交了两遍。")
    await page.select_option("select[name=category]", "registration")
    await page.get_by_role("button", name=words.next).click()
    await page.fill("input[name=phone]", "13900001234")
    await page.get_by_role("button", name=words.next).click()
    await page.get_by_role("button", name=words.send, exact=True).click()
    await page.wait_for_url(re.compile("/receipt"))
    found = re.search(r"\d{6}-\d{6}-\d{2}", await page.inner_text("main"))
    assert found is not None
    return found.group()


async def log_in(context: BrowserContext, desk: str, staff: str, language: str) -> Page:
    """A page of the desk, with this officer's session alone."""
    await context.clear_cookies(name="jx_session")
    page = await context.new_page()
    await page.goto(f"{desk}/login?lang={language}")
    await page.fill("input[name=staff_id]", staff)
    await page.fill("input[name=password]", "jiangxin-demo")
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/desk"))
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_told_in_the_form_done_at_the_desk_read_on_the_tracking_page(
    town: Town, browser: Browser, language: str, script: bool
) -> None:
    words, home, desk = WORDS[language], town.url("intake"), town.url("ledger")
    context = await browser.new_context(
        java_script_enabled=script, viewport={"width": 375, "height": 800}
    )
    context.set_default_timeout(15_000)
    person = await context.new_page()
    number = await tell(person, home, language)
    receipt = person.url
    officer = town.officer("ye-zhiqiu")
    town.eventually(
        lambda: officer.get(f"/api/v1/tasks/{number}").status_code == 200, "it is registered"
    )

    dispatcher = await log_in(context, desk, "ye-zhiqiu", language)
    await dispatcher.goto(f"{desk}/desk/tasks/{number}")
    assert "13900001234" not in await dispatcher.content()
    if officer.get(f"/api/v1/tasks/{number}").json()["owner_id"] != "lin-tingyu":
        task = officer.get(f"/api/v1/tasks/{number}").json()
        to = {"unit_code": "market-regulation", "owner_id": "lin-tingyu"}
        body = {**to, "expected_version": task["version"]}
        officer.post(f"/api/v1/tasks/{number}/dispatch", json=body).raise_for_status()

    owner = await log_in(context, desk, "lin-tingyu", language)
    await owner.goto(f"{desk}/desk/tasks/{number}")
    await owner.get_by_role("button", name=words.sign, exact=True).click()
    await owner.check("input[name=result][value=resolved]")
    await owner.fill("textarea[name=public_reply]", "三个窗口已并成一个，材料只交一遍。")
    await owner.fill("textarea[name=measures]", "合并窗口")
    await owner.check("input[name=contact][value=phone]")
    await owner.get_by_role("button", name=words.report).click()

    auditor = await log_in(context, desk, "ye-zhiqiu", language)
    await auditor.goto(f"{desk}/desk/tasks/{number}")
    await auditor.get_by_role("button", name=words.close).click()
    town.eventually(
        lambda: officer.get(f"/api/v1/tasks/{number}").json()["state"] == "closed", "it is closed"
    )

    code = re.search("code=([A-Z0-9]+)", receipt)
    assert code is not None

    async def told() -> bool:
        await person.goto(f"{home}/track/{number}?code={code.group(1)}&lang={language}")
        return "三个窗口已并成一个" in await person.inner_text("main")

    for _ in range(50):
        if await told():
            break
    await expect(person.locator("main")).to_contain_text("三个窗口已并成一个")
    await expect(person.locator("html")).to_have_attribute("lang", re.compile(language))
    await context.close()


async def test_the_form_works_by_keyboard_and_keeps_the_words_after_a_mistake(
    town: Town, browser: Browser
) -> None:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{town.url('intake')}/complaints/new?lang=zh")
    await page.fill("input[name=title]", "只写了标题")
    await page.get_by_role("button", name="下一步").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("input[name=title]")).to_have_value("只写了标题")
    await expect(page.locator("textarea[name=content]")).to_have_attribute("aria-invalid", "true")
