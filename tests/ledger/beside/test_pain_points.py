"""办不了、很难办、不给办: a matrix, one unit that claims, a resolution that shows somewhere."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.beside.conftest import Send, fits, guard_of
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.reading import rows

PAIN: dict[str, Any] = {
    "what": "老房子没有房产证，装不了充电桩",
    "obstacle": "refused",
    "cause": "material",
    "step": "窗口受理",
    "heard_at": "11 月企业座谈会",
}
HOME = "pain-points"
PAGE = {"accept": "text/html"}


async def entered(send: Send, who: str = "feng-yan", **changes: Any) -> str:
    answer = await send(who, HOME, **{**PAIN, **changes})
    assert answer.status_code == 201, answer.text
    return f"{HOME}/{answer.json()['number']}"


async def wait_is_over(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE pain_points SET claim_by = '2026-11-22'")


async def test_heard_claimed_worked_on_and_resolved(send: Send, boards: AsyncEngine) -> None:
    point = await entered(send)
    claimed = await send("ma-chao", f"{point}/claim", expected_version=1)
    assert (claimed.json()["state"], claimed.json()["unit_code"]) == ("claimed", "housing")
    await send("tang-xin", f"{point}/progress", expected_version=2, words="正在会商")
    resolved = await send(
        "tang-xin",
        f"{point}/resolve",
        expected_version=3,
        outcome="process_changed",
        words="凭购房合同就能装",
        service_item_code="hs-0007",
    )
    body = resolved.json()
    fits(body, "PainPoint")
    assert (body["state"], body["progress"]) == ("resolved", "正在会商")
    assert [each["action"] for each in body["history"]] == ["enter", "claim", "progress", "resolve"]
    told = await rows(boards, "SELECT subject FROM outbox ORDER BY id")
    assert [each["subject"] for each in told] == [
        "ledger.pain_point.entered.v1.unassigned",
        "ledger.pain_point.claimed.v1.housing",
        "ledger.pain_point.resolved.v1.housing",
    ]


async def test_of_two_units_that_claim_at_once_one_wins_and_the_other_hears_who(
    send: Send, visitor: httpx.AsyncClient, sign_in: SignIn, boards: AsyncEngine
) -> None:
    point = await entered(send)
    headers = []
    for who in ("ma-chao", "he-ping"):
        await sign_in(who)
        headers.append({"authorization": visitor.headers["authorization"], "accept-language": "en"})
    address, body = f"/api/v1/ledgers/{point}/claim", {"expected_version": 1}
    answers = await asyncio.gather(
        *(visitor.post(address, json=body, headers=each) for each in headers)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    late = next(answer.json() for answer in answers if answer.status_code == 409)
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    unit = {"housing": "Housing and Construction", "public-security": "Public Security"}
    assert late["type"].endswith("changed-meanwhile")
    assert f"({unit[won['unit_code']]}) claimed it at 10:00" in late["detail"]
    claims = await rows(boards, "SELECT 1 FROM outbox WHERE event_type LIKE '%claimed%'")
    assert len(claims) == 1


async def test_it_is_assigned_only_when_nobody_came_forward_in_time(
    send: Send, boards: AsyncEngine
) -> None:
    point = await entered(send)
    early = await send("zhou-min", f"{point}/assign", expected_version=1, unit_code="housing")
    assert guard_of(early) == (409, "state-claim-time-is-over")
    await wait_is_over(boards)
    given = await send("zhou-min", f"{point}/assign", expected_version=1, unit_code="housing")
    assert given.json()["unit_code"] == "housing"


@pytest.mark.parametrize(
    ("who", "changes", "expected"),
    [
        ("wu-gang", {}, (403, "actor-takes-part")),
        ("feng-yan", {"what": " "}, (422, "said-what")),
        ("feng-yan", {"heard_at": ""}, (422, "heard-somewhere")),
        ("feng-yan", {"heard_at": "", "task_number": number(9)}, (422, "task-is-known")),
    ],
)
async def test_a_refused_entry_names_its_guard(
    send: Send, boards: AsyncEngine, who: str, changes: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert guard_of(await send(who, HOME, **{**PAIN, **changes})) == expected
    assert await rows(boards, "SELECT 1 FROM pain_points") == []


@pytest.mark.parametrize(
    ("who", "act", "body", "expected"),
    [
        ("ma-chao", "progress", {"words": "x"}, (409, "state-is-claimed")),
        ("wu-gang", "claim", {"unit_code": "housing"}, (403, "actor-acts-for-unit")),
        ("he-ping", "claim", {"unit_code": "housing"}, (403, "actor-acts-for-unit")),
        ("zhou-min", "claim", {}, (422, "unit-is-known")),
        ("ma-chao", "assign", {"unit_code": "housing"}, (403, "actor-assigns")),
    ],
)
async def test_a_refused_act_names_its_guard(
    send: Send, who: str, act: str, body: dict[str, str], expected: tuple[int, str]
) -> None:
    point = await entered(send)
    assert guard_of(await send(who, f"{point}/{act}", expected_version=1, **body)) == expected


@pytest.mark.parametrize(
    ("changes", "guard"),
    [
        ({}, "link-is-given"),
        ({"measure": 999}, "measure-is-known"),
        ({"service_item_code": "moon-1"}, "item-is-known"),
        ({"words": "", "measure": 1}, "outcome-is-said"),
    ],
)
async def test_a_resolution_says_how_and_shows_somewhere(
    send: Send, changes: dict[str, Any], guard: str
) -> None:
    point = await entered(send)
    await send("ma-chao", f"{point}/claim", expected_version=1)
    body = {"outcome": "explained", "words": "依法说明", **changes}
    answer = await send("ma-chao", f"{point}/resolve", expected_version=2, **body)
    assert guard_of(answer) == (422, guard)


async def test_it_comes_from_a_task_as_well(send: Send, enter: Enter) -> None:
    await enter(complaint(1))
    point = await entered(send, heard_at="", task_number=number(1))
    answer = await send("ma-chao", f"{point}/claim", expected_version=1)
    assert answer.json()["task_number"] == number(1)


@pytest.mark.parametrize(("lang", "cause"), [("zh", "材料难备"), ("en", "Papers are hard to get")])
async def test_each_count_of_the_matrix_leads_to_its_list(
    send: Send, sign_in: SignIn, lang: str, cause: str
) -> None:
    await entered(send)
    await entered(send)
    await entered(send, obstacle="hard", cause="law", what="另一件事")
    officer = await sign_in("he-ping")
    matrix = await officer.get(f"/desk/ledgers/{HOME}", params={"lang": lang}, headers=PAGE)
    link = f"/desk/ledgers/{HOME}?obstacle=refused&amp;cause=material"
    assert f'<a href="{link}">2</a>' in matrix.text
    assert cause in matrix.text
    listed = await officer.get(link.replace("&amp;", "&"), headers=PAGE)
    assert listed.text.count(PAIN["what"]) == 2
    assert "另一件事" not in listed.text


async def test_the_claim_form_of_a_unit_names_the_unit(send: Send, sign_in: SignIn) -> None:
    point = await entered(send)
    officer = await sign_in("ma-chao")
    page = await officer.get(f"/desk/ledgers/{point}", headers=PAGE)
    assert "由我们来解决" in page.text
    answer = await officer.post(
        f"/desk/ledgers/{point}/claim",
        data={"expected_version": "1", "unit_code": "housing"},
        headers=PAGE,
    )
    assert answer.status_code == 303
    wrong = await officer.post(
        f"/desk/ledgers/{point}/resolve",
        data={"expected_version": "2", "words": "办了", "measure": "", "service_item_code": ""},
        headers=PAGE,
    )
    assert wrong.status_code == 422
