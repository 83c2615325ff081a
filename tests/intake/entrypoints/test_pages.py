"""Home, receipt and tracking: one language at a time, the story in sentences, honest about gaps."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.domain.guesses import LIMIT
from tests.intake.page import page_of

LIFT = {"title": "电梯停运", "content": "3号楼电梯停了一周。"}
HTML = {"accept": "text/html"}
NOW = datetime.now(UTC)


@pytest.fixture
async def receipt(intake: httpx.AsyncClient) -> dict[str, str]:
    """Of a complaint just made."""
    return dict((await intake.post("/api/v1/complaints", json=LIFT)).json())


async def shown(intake: httpx.AsyncClient, address: str, **params: str) -> str:
    answer = await intake.get(address, params=params, headers=HTML)
    assert answer.status_code == 200, answer.text
    return page_of(answer).text


async def happened(
    engine: AsyncEngine, number: str, *kinds: str, due: datetime | None = None
) -> None:
    """Puts steps into intake's copy as the follower would."""
    async with engine.begin() as connection:
        for version, kind in enumerate(kinds, 1):
            await connection.execute(
                text(
                    "INSERT INTO task_steps VALUES (:number, :kind, :version, :kind, :at, 'housing',"
                    " :due, '5 个工作日', '5 working days', :reply, 'resolved')"
                ),
                {
                    "number": number,
                    "kind": kind,
                    "version": version,
                    "at": NOW,
                    "due": due if kind == "dispatched" else None,
                    "reply": "修好了。" if kind == "reported" else None,
                },
            )
        await connection.execute(
            text("INSERT INTO units VALUES ('housing', '市住建局', 'Housing', true, 1)")
        )


@pytest.mark.parametrize("address", ["/", "/complaints/new", "/track"])
async def test_every_page_is_in_the_language_asked_for(
    intake: httpx.AsyncClient, address: str
) -> None:
    chinese = await intake.get(address, headers=HTML)
    english = await intake.get(address, headers={**HTML, "accept-language": "en-GB,en;q=0.9"})
    assert 'lang="zh-CN"' in chinese.text
    assert '<html lang="en">' in english.text
    words = page_of(english).text.replace("中文", "")
    assert not any("\u4e00" <= each <= "\u9fff" for each in words), words
    assert len(english.content) < 50_000


async def test_the_receipt_can_be_photographed(
    intake: httpx.AsyncClient, receipt: dict[str, str]
) -> None:
    number, code = receipt["complaint_number"], receipt["query_code"]
    answer = await intake.get(f"/complaints/{number}/receipt", params={"code": code}, headers=HTML)
    page = page_of(answer).text
    assert number in page
    assert code in page
    assert f'src="/complaints/{number}/qr.svg?code={code}"' in answer.text
    image = await intake.get(f"/complaints/{number}/qr.svg", params={"code": code})
    assert image.headers["content-type"] == "image/svg+xml"
    assert image.text.startswith("<svg")


async def test_number_and_code_lead_to_the_story_however_they_are_typed(
    intake: httpx.AsyncClient, receipt: dict[str, str]
) -> None:
    typed = {
        "number": receipt["complaint_number"].replace("-", " "),
        "code": receipt["query_code"].lower(),
    }
    answer = await intake.get("/track", params=typed, headers=HTML, follow_redirects=True)
    assert answer.status_code == 200
    assert "电梯停运" in answer.text


async def test_before_ledger_knows_the_page_says_so(
    intake: httpx.AsyncClient, receipt: dict[str, str]
) -> None:
    page = await shown(intake, f"/track/{receipt['complaint_number']}", code=receipt["query_code"])
    assert "还没有派给责任单位，所以还没有承诺的日期" in page
    assert "接下来：登记到办理台账" in page


async def test_the_promise_is_told_with_its_reason(
    intake: httpx.AsyncClient, tables: AsyncEngine, receipt: dict[str, str]
) -> None:
    number = receipt["complaint_number"]
    due = datetime(2099, 11, 30, 9, 0, tzinfo=UTC)
    await happened(tables, number, "registered", "dispatched", due=due)
    page = await shown(intake, f"/track/{number}", code=receipt["query_code"])
    assert "市住建局承诺在 2099年11月30日 星期一 17:00 前答复您" in page
    assert "5 个工作日" in page
    english = await shown(intake, f"/track/{number}", code=receipt["query_code"], lang="en")
    assert "Housing promised to answer by Monday 30 November 2099, 17:00" in english


async def test_a_broken_promise_is_admitted(
    intake: httpx.AsyncClient, tables: AsyncEngine, receipt: dict[str, str]
) -> None:
    number = receipt["complaint_number"]
    due = NOW - timedelta(days=1)
    await happened(tables, number, "registered", "dispatched", "signed", due=due)
    page = await shown(intake, f"/track/{number}", code=receipt["query_code"])
    assert "已经过了承诺的日期" in page


async def test_the_answer_is_shown_in_the_unit_s_own_words(
    intake: httpx.AsyncClient, tables: AsyncEngine, receipt: dict[str, str]
) -> None:
    number = receipt["complaint_number"]
    await happened(tables, number, "registered", "dispatched", "signed", "reported", "closed")
    page = await shown(intake, f"/track/{number}", code=receipt["query_code"])
    assert "修好了。" in page
    assert "审核通过，这件事办结了：已解决" in page
    body = await intake.get(
        f"/api/v1/complaints/{number}", headers={"x-query-code": receipt["query_code"]}
    )
    assert body.json()["answer"]["text"] == "修好了。"
    assert [line["status"] for line in body.json()["story"]][-1] == "closed"


@pytest.mark.parametrize(
    ("number", "code", "status", "words"),
    [
        ("", "ABCDEFGH", 422, "请输入回执上的编号"),
        ("123", "ABCDEFGH", 422, "编号应类似"),
        ("261123-000417-93", "ABCDEFGH", 422, "编号里有一位数字不对"),
        ("261123-000417-92", "", 422, "请输入回执上的 8 位查询码"),
        ("261123-000417-92", "ABCDEFGH", 404, "查询码和编号对不上"),
    ],
)
async def test_a_slip_is_explained_and_what_was_typed_stays(
    intake: httpx.AsyncClient, number: str, code: str, status: int, words: str
) -> None:
    answer = await intake.get("/track", params={"number": number, "code": code}, headers=HTML)
    assert answer.status_code == status
    page = page_of(answer)
    assert words in page.text
    assert (page.value("number"), page.value("code")) == (number, code)


async def test_guessing_is_slowed_down(intake: httpx.AsyncClient, receipt: dict[str, str]) -> None:
    address = f"/api/v1/complaints/{receipt['complaint_number']}"
    tried = [
        (await intake.get(address, params={"code": f"WRONG{index}"})).status_code
        for index in range(LIMIT + 2)
    ]
    assert tried == [404] * LIMIT + [429] * 2
    answer = await intake.get(address, params={"code": receipt["query_code"]})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


async def test_the_api_tells_what_is_missing_or_mistyped(intake: httpx.AsyncClient) -> None:
    answer = await intake.get("/api/v1/complaints/261123-000417-92")
    assert answer.json()["errors"][0]["field"] == "code"
    answer = await intake.get("/api/v1/complaints/261123-000417-93", params={"code": "x"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "number"
