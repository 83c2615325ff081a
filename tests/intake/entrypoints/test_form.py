"""The public form, as a browser without script uses it: three steps, no word lost."""

import re
from collections.abc import Mapping

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.followed_tasks import PostgresFollowedTasks
from services.intake.handlers.follow_tasks import TaskFollower
from shared.events.directory import DistrictListed
from shared.messaging.received import Received
from tests.intake.handlers.test_follow_tasks import NOON, RAW
from tests.intake.page import Page, page_of

NEW = "/complaints/new"
WORDS = "3号楼电梯停了一周。老人下不了楼，\n物业说没有钱修。"


class Visitor:
    """Fills in what is on the page and presses one of its buttons."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.page = Page()
        self.answer: httpx.Response | None = None

    async def opens(self, address: str = NEW) -> Page:
        self.answer = await self.client.get(address, headers={"accept": "text/html"})
        self.page = page_of(self.answer)
        return self.page

    async def presses(self, button: str, typed: Mapping[str, str] | None = None) -> Page:
        """Sends the form as a browser would: every field of the page, and the button pressed."""
        fields = [(name, value) for name, value in self.page.fields if name not in (typed or {})]
        fields += [*(typed or {}).items(), ("go", button)]
        body = str(httpx.QueryParams(fields))
        headers = {"accept": "text/html", "content-type": "application/x-www-form-urlencoded"}
        self.answer = await self.client.post(NEW, content=body, headers=headers)
        self.page = page_of(self.answer)
        return self.page


@pytest.fixture
def visitor(intake: httpx.AsyncClient) -> Visitor:
    """Somebody with a browser."""
    return Visitor(intake)


async def kept(engine: AsyncEngine) -> list[dict[str, object]]:
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT * FROM complaints ORDER BY number"))
        return [dict(row) for row in rows.mappings()]


async def to_the_last_step(visitor: Visitor, **contact: str) -> Page:
    await visitor.opens()
    await visitor.presses("2", {"content": WORDS, "nature": "help", "occurred_at": "2026-11-16"})
    return await visitor.presses("3", contact)


async def test_three_steps_lead_to_a_receipt(visitor: Visitor, tables: AsyncEngine) -> None:
    page = await to_the_last_step(
        visitor, name="张三", phone="138 0013 8000", wishes="confidential"
    )
    assert WORDS in page.text
    assert "138 0013 8000" in page.text
    await visitor.presses("send")
    assert visitor.answer is not None
    assert visitor.answer.status_code == 303
    receipt = await visitor.opens(visitor.answer.headers["location"])
    (complaint,) = await kept(tables)
    assert str(complaint["number"]) in receipt.text
    assert complaint["content"] == WORDS
    assert complaint["title"] == "3号楼电梯停了一周"
    assert (complaint["nature"], complaint["confidential"]) == ("help", True)
    assert (complaint["channel"], complaint["real_name"]) == ("web", True)


async def test_the_district_is_one_of_those_the_ledger_listed(
    visitor: Visitor, tables: AsyncEngine
) -> None:
    listed = [
        DistrictListed(district_code="nanhu", name_zh="南湖区", name_en="Nanhu"),
        DistrictListed(district_code="gone", name_zh="撤了的区", name_en="Gone", active=False),
    ]
    events = [Received(each, str(each), NOON, 1, "c", "", RAW) for each in listed]
    async with tables.begin() as connection:
        await TaskFollower(PostgresFollowedTasks()).list_districts(connection, events)
    page = await visitor.opens()
    assert "南湖区" in page.text
    assert "撤了的区" not in page.text
    await visitor.presses("2", {"content": WORDS, "district": "nanhu"})
    assert "南湖区" in (await visitor.presses("3")).text
    await visitor.presses("send")
    assert (await kept(tables))[0]["district_code"] == "nanhu"


async def test_every_step_says_how_far_it_is(visitor: Visitor) -> None:
    assert "第 1 步，共 3 步" in (await visitor.opens()).text
    assert "第 2 步" in (await visitor.presses("2", {"content": WORDS})).text
    assert "第 3 步" in (await visitor.presses("3")).text


async def test_going_back_and_forth_loses_no_word(visitor: Visitor) -> None:
    await to_the_last_step(visitor, name="张三", address="某路1号", wishes="no_reply")
    page = await visitor.presses("1")
    assert page.value("content") == WORDS
    assert page.value("occurred_at") == "2026-11-16"
    page = await visitor.presses("2", {"content": WORDS + "再加一句。"})
    assert (page.value("name"), page.value("address")) == ("张三", "某路1号")
    page = await visitor.presses("3")
    assert "再加一句。" in page.text


async def test_errors_are_shown_with_what_was_typed(visitor: Visitor) -> None:
    await visitor.opens()
    page = await visitor.presses("2", {"content": "", "title": "电梯"})
    assert visitor.answer is not None
    assert visitor.answer.status_code == 422
    assert "请填写内容" in page.text
    assert page.value("title") == "电梯"
    too_long = "长" * 4001
    page = await visitor.presses("2", {"content": too_long})
    assert page.value("content") == too_long
    assert "最多 4000 个字，现在有 4001 个" in page.text


async def test_an_error_on_an_earlier_step_leads_back_to_it(visitor: Visitor) -> None:
    await to_the_last_step(visitor)
    page = await visitor.presses("send", {"content": " ", "phone": "12"})
    assert "第 1 步" in page.text
    page = await visitor.presses("3", {"content": WORDS})
    assert "第 2 步" in page.text
    assert "电话号码不完整" in page.text
    assert page.value("phone") == "12"


async def test_characters_nobody_can_see_are_left_out_not_refused(
    visitor: Visitor, tables: AsyncEngine
) -> None:
    await visitor.opens()
    await visitor.presses("2", {"content": "电梯\x0b停\x00了"})
    await visitor.presses("3")
    await visitor.presses("send")
    assert (await kept(tables))[0]["content"] == "电梯停了"


async def test_sending_twice_gives_one_complaint_and_the_same_receipt(
    visitor: Visitor, tables: AsyncEngine
) -> None:
    page = await to_the_last_step(visitor)
    await visitor.presses("send")
    first, visitor.page = visitor.answer, page
    await visitor.presses("send")
    assert first is not None
    assert visitor.answer is not None
    assert visitor.answer.headers["location"] == first.headers["location"]
    assert len(await kept(tables)) == 1


async def test_changed_words_after_sending_are_asked_about_and_become_another_complaint(
    visitor: Visitor, tables: AsyncEngine
) -> None:
    page = await to_the_last_step(visitor)
    await visitor.presses("send")
    visitor.page = page
    page = await visitor.presses("send", {"content": "另一件事。"})
    assert visitor.answer is not None
    assert visitor.answer.status_code == 409
    assert "您刚才已经送出过一份" in page.text
    await visitor.presses("send")
    assert [each["content"] for each in await kept(tables)] == [WORDS, "另一件事。"]


async def test_a_key_that_is_not_ours_is_replaced(visitor: Visitor) -> None:
    await visitor.opens()
    page = await visitor.presses("2", {"content": WORDS, "key": "' OR 1=1"})
    assert re.fullmatch(r"form-[\w-]{22}", page.value("key"))


async def test_a_form_on_another_site_cannot_send(intake: httpx.AsyncClient) -> None:
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    answer = await intake.post(NEW, data={"go": "send", "content": WORDS}, headers=headers)
    assert answer.status_code == 403


async def test_what_is_typed_is_never_markup(visitor: Visitor) -> None:
    nasty = '</textarea><script>alert(1)</script>"><img src=x>'
    await visitor.opens()
    await visitor.presses("2", {"content": nasty, "title": nasty})
    assert visitor.answer is not None
    assert "<script>alert" not in visitor.answer.text
    page = await visitor.presses("3", {"name": nasty})
    assert "<img src=x" not in visitor.answer.text
    assert nasty in page.text


async def test_categories_are_offered_when_there_are_some(
    visitor: Visitor, tables: AsyncEngine
) -> None:
    async with tables.begin() as connection:
        await connection.execute(
            text("INSERT INTO categories VALUES ('lifts', '电梯', 'Lifts', NULL, true, 1)")
        )
    await visitor.opens()
    assert visitor.answer is not None
    assert '<option value="lifts">' in visitor.answer.text
    await visitor.presses("2", {"content": WORDS, "category": "lifts"})
    page = await visitor.presses("3")
    assert "电梯" in page.text
    await visitor.presses("send")
    assert (await kept(tables))[0]["category_code"] == "lifts"
