"""快查快改: found, in hand, mended; each refusal names its guard; events, rights, pages."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.beside.conftest import Send, fits, guard_of
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.reading import rows

FOUND: dict[str, Any] = {
    "what": "办事大厅的无障碍坡道被自行车堵住",
    "place": "滨湖区政务大厅东门",
    "found_by": "窗口体验",
    "unit_code": "urban-management",
    "due_on": "2026-11-26",
}
HOME = "quick-fixes"


async def entered(send: Send, who: str = "feng-yan", **changes: Any) -> str:
    answer = await send(who, HOME, **{**FOUND, **changes})
    assert answer.status_code == 201, answer.text
    return f"{HOME}/{answer.json()['number']}"


async def test_found_taken_mended_with_proof(send: Send, boards: AsyncEngine) -> None:
    fix = await entered(send)
    taken = await send("feng-yan", f"{fix}/take", expected_version=1)
    assert (taken.json()["state"], taken.json()["owner_id"]) == ("in_hand", "feng-yan")
    mended = await send("song-jie", f"{fix}/mend", expected_version=2, proof="已清空，照片 31 号")
    body = mended.json()
    fits(body, "QuickFix")
    assert (body["state"], body["mended_by"], body["version"]) == ("mended", "song-jie", 3)
    assert [each["action"] for each in body["history"]] == ["enter", "take", "mend"]
    told = await rows(boards, "SELECT subject FROM outbox ORDER BY id")
    assert [each["subject"] for each in told] == [
        f"ledger.quick_fix.{name}.v1.urban-management" for name in ("found", "taken", "mended")
    ]


async def test_what_was_not_mended_goes_back_in_hand_with_the_reason(send: Send) -> None:
    fix = await entered(send)
    await send("feng-yan", f"{fix}/take", expected_version=1)
    await send("feng-yan", f"{fix}/mend", expected_version=2, proof="已清空")
    back = await send("chen-jing", f"{fix}/reopen", expected_version=3, reason="又被堵了")
    assert (back.json()["state"], back.json()["proof"]) == ("in_hand", "")


async def test_it_remembers_the_task_it_came_from(send: Send, enter: Enter) -> None:
    await enter(complaint(1))
    fix = await entered(send, task_number=number(1))
    answer = await send("feng-yan", f"{fix}/take", expected_version=1)
    assert answer.json()["task_number"] == number(1)


@pytest.mark.parametrize(
    ("who", "changes", "expected"),
    [
        ("he-ping", {}, (403, "actor-acts-for-unit")),
        ("wu-gang", {}, (403, "actor-acts-for-unit")),
        ("chen-jing", {"unit_code": "moon"}, (422, "unit-is-known")),
        ("feng-yan", {"what": " "}, (422, "said-what")),
        ("feng-yan", {"place": ""}, (422, "place-is-given")),
        ("feng-yan", {"found_by": ""}, (422, "finder-is-given")),
        ("feng-yan", {"found_on": "2026-11-24"}, (422, "found-by-now")),
        ("feng-yan", {"due_on": "2026-11-22"}, (422, "due-is-ahead")),
        ("feng-yan", {"due_on": "2026-12-01"}, (422, "due-within-days")),
        ("feng-yan", {"task_number": number(9)}, (422, "task-is-known")),
    ],
)
async def test_a_refused_entry_names_its_guard_and_leaves_nothing(
    send: Send, boards: AsyncEngine, who: str, changes: dict[str, Any], expected: tuple[int, str]
) -> None:
    answer = await send(who, HOME, **{**FOUND, **changes})
    assert guard_of(answer) == expected
    assert await rows(boards, "SELECT 1 FROM quick_fixes UNION ALL SELECT 1 FROM outbox") == []


@pytest.mark.parametrize(
    ("who", "act", "body", "expected"),
    [
        ("feng-yan", "mend", {"proof": "x"}, (409, "state-is-in-hand")),
        ("feng-yan", "reopen", {"reason": "x"}, (409, "state-is-mended")),
        ("feng-yan", "take", {"owner_id": "he-ping"}, (422, "owner-works-in-unit")),
        ("wu-gang", "take", {}, (403, "actor-acts-for-unit")),
        ("he-ping", "take", {}, (404, "not-found")),
    ],
)
async def test_a_refused_act_names_its_guard(
    send: Send, who: str, act: str, body: dict[str, str], expected: tuple[int, str]
) -> None:
    fix = await entered(send)
    assert guard_of(await send(who, f"{fix}/{act}", expected_version=1, **body)) == expected


async def test_no_proof_no_mending_and_the_same_owner_again_is_nothing(send: Send) -> None:
    fix = await entered(send)
    await send("feng-yan", f"{fix}/take", expected_version=1)
    again = await send("feng-yan", f"{fix}/take", expected_version=2)
    assert guard_of(again) == (422, "owner-is-another")
    silent = await send("feng-yan", f"{fix}/mend", expected_version=2, proof=" ")
    assert guard_of(silent) == (422, "proof-is-given")


async def test_of_two_who_take_it_at_once_one_hears_that_the_other_was_quicker(
    send: Send, visitor: httpx.AsyncClient
) -> None:
    fix = await entered(send)
    answers = await asyncio.gather(
        *(
            visitor.post(f"/api/v1/ledgers/{fix}/take", json={"expected_version": 1})
            for _ in range(2)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert late.json()["type"].endswith("changed-meanwhile")
    assert "冯燕（城市管理局）" in late.json()["detail"]


async def test_a_unit_sees_its_own_and_the_auditor_all(send: Send, sign_in: SignIn) -> None:
    await entered(send)
    await entered(send, "chen-jing", unit_code="housing")
    seen = {}
    for who in ("feng-yan", "ma-chao", "wu-gang", "he-ping"):
        body = (await (await sign_in(who)).get(f"/api/v1/ledgers/{HOME}")).json()
        seen[who] = [each["unit_code"] for each in body["entries"]]
    assert seen == {
        "feng-yan": ["urban-management"],
        "ma-chao": ["housing"],
        "wu-gang": ["housing", "urban-management"],
        "he-ping": [],
    }


async def test_a_list_goes_on_where_next_leads_and_refuses_strange_questions(
    send: Send, sign_in: SignIn
) -> None:
    for _ in range(3):
        await entered(send)
    officer = await sign_in("feng-yan")
    first = (await officer.get(f"/api/v1/ledgers/{HOME}?limit=2&state=found")).json()
    rest = (await officer.get(first["next"])).json()
    assert (len(first["entries"]), len(rest["entries"]), rest["next"]) == (2, 1, None)
    strange = await officer.get(f"/api/v1/ledgers/{HOME}?colour=red")
    assert strange.status_code == 422


@pytest.mark.parametrize(
    ("lang", "late", "column"), [("zh", "超期 1 天", "在改"), ("en", "1 day late", "In hand")]
)
async def test_the_board_has_three_columns_and_says_what_is_late(
    send: Send, sign_in: SignIn, boards: AsyncEngine, lang: str, late: str, column: str
) -> None:
    fix = await entered(send)
    async with boards.begin() as connection:
        await connection.exec_driver_sql("UPDATE quick_fixes SET due_on = '2026-11-22'")
    officer = await sign_in("feng-yan")
    page = {"params": {"lang": lang}, "headers": {"accept": "text/html"}}
    board = await officer.get(f"/desk/ledgers/{HOME}", **page)
    assert late in board.text
    assert column in board.text
    assert f"/desk/ledgers/{fix}" in board.text


async def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(
    send: Send, sign_in: SignIn
) -> None:
    officer, page = await sign_in("feng-yan"), {"accept": "text/html"}
    address = f"/desk/ledgers/{HOME}/new"
    wrong = await officer.post(address, data={**FOUND, "due_on": "2026-12-24"}, headers=page)
    assert wrong.status_code == 422
    assert FOUND["what"] in wrong.text
    assert "快查快改最多 7 天" in wrong.text
    right = await officer.post(address, data={**FOUND, "task_number": ""}, headers=page)
    assert right.status_code == 303
    there = await officer.get(right.headers["location"], headers=page)
    assert "谁来改" in there.text
    acted = await officer.post(
        right.headers["location"].partition("?")[0] + "/take",
        data={"expected_version": "1", "owner_id": "song-jie"},
        headers=page,
    )
    assert acted.status_code == 303
