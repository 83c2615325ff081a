"""The JSON API: what it answers, what it refuses and in which words; as its description says."""

from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.domain.guards import Guard
from services.ledger.entrypoints.openapi import OPENAPI
from services.ledger.entrypoints.refusals import WORDS
from shared.database import transaction
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

TASK = f"/api/v1/tasks/{number(1)}"
REPORT = {
    "expected_version": 3,
    "result": "resolved",
    "public_reply": "路灯已经修好。",
    "measures": ["更换灯泡"],
}


def fits(body: Any, schema: str) -> None:
    """Raises when the answer is not what the description promises."""
    reference = {"$ref": f"#/components/schemas/{schema}", "components": OPENAPI["components"]}
    Draft202012Validator(reference).validate(body)


async def act(officer: httpx.AsyncClient, name: str, **body: Any) -> httpx.Response:
    return await officer.post(f"{TASK}/{name}", json=body, headers={"accept-language": "en"})


async def test_the_description_is_valid_openapi_3_1_and_served(visitor: httpx.AsyncClient) -> None:
    served = (await visitor.get("/openapi.json")).json()
    validate(served)
    assert served["openapi"].startswith("3.1")


async def test_the_whole_way_by_api(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1, category_code=None, title="想说几句", content="心里话。"))
    dispatcher = await sign_in("chen-jing")
    sent = await act(
        dispatcher, "dispatch", expected_version=1, unit_code="housing", owner_id="ma-chao"
    )
    assert (sent.status_code, sent.json()["state"]) == (200, "dispatched")
    owner = await sign_in("ma-chao")
    signed = (await act(owner, "sign", expected_version=2)).json()
    assert signed["allowed_actions"] == [
        "report",
        "plan",
        "ask_extension",
        "defer",
        "ask_return",
        "recuse",
        "attach",
    ]
    reported = await act(owner, "report", **REPORT)
    assert reported.json()["reports"][0]["measures"] == ["更换灯泡"]
    dispatcher = await sign_in("chen-jing")
    closed = await act(dispatcher, "close", expected_version=4, note="已回访")
    body = closed.json()
    fits(body, "WholeTask")
    assert (body["state"], body["version"]) == ("closed", 5)
    assert [entry["action"] for entry in body["trail"]] == [
        "register",
        "dispatch",
        "sign",
        "report",
        "close",
    ]
    assert body["trail"][2]["actor_name"] == "马超"
    assert body["trail"][2]["through"] == "api"


async def test_lists_go_on_where_next_leads(enter: Enter, sign_in: SignIn) -> None:
    await enter(*(complaint(index) for index in range(5)))
    officer = await sign_in("chen-jing")
    address: str | None = "/api/v1/tasks?limit=2"
    found: list[str] = []
    while address:
        body = (await officer.get(address)).json()
        for task in body["tasks"]:
            fits(task, "ListedTask")
        found += [task["task_number"] for task in body["tasks"]]
        address = body["next"]
    assert found == [number(index) for index in range(4, -1, -1)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=registered", [3]),
        ("state=registered,dispatched&unit=urban-management", [2, 1]),
        ("category=city", [2, 1]),
        ("category=city-noise", [2]),
        ("owner=feng-yan", [1]),
        ("q=想说", [3]),
        ("overdue=true", []),
    ],
)
async def test_lists_are_filtered(
    enter: Enter, sign_in: SignIn, query: str, expected: list[int]
) -> None:
    await enter(
        complaint(1),
        complaint(2, category_code="city-noise"),
        complaint(3, category_code=None, title="想说几句", content="心里话。"),
    )
    body = (await (await sign_in("chen-jing")).get(f"/api/v1/tasks?{query}")).json()
    assert [task["task_number"] for task in body["tasks"]] == [number(index) for index in expected]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("state=asleep", "state"),
        ("after=%%%", "after"),
        ("after=MjAyNg", "after"),
        ("colour=red", "colour"),
    ],
)
async def test_a_question_nobody_understands_names_its_field(
    sign_in: SignIn, query: str, field: str
) -> None:
    answer = await (await sign_in("chen-jing")).get(f"/api/v1/tasks?{query}")
    assert answer.status_code == 422
    fits(answer.json(), "Problem")
    assert [error["field"].split(".")[0] for error in answer.json()["errors"]] == [field]


async def test_the_deadline_explains_itself_in_both_languages(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint())
    officer = await sign_in("chen-jing")
    body = (await officer.get(f"{TASK}/deadline?lang=en")).json()
    fits(body, "Deadline")
    assert body["due_at"] == "2026-11-30T09:30:00+00:00"
    assert body["basis"] == body["basis_en"]
    assert "11月30日" in body["basis_zh"]
    assert [day["working_day"] for day in body["days"]] == [None, 1, 2, 3, 4, None, None, 5]
    assert body["days"][5]["note"] == "weekend, not counted"


async def test_in_the_tray_the_deadline_says_that_no_clock_runs(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1, category_code=None, title="想说几句", content="心里话。"))
    body = (await (await sign_in("chen-jing")).get(f"{TASK}/deadline?lang=en")).json()
    fits(body, "Deadline")
    assert body["due_at"] is None
    assert "clock starts" in body["basis"]


async def test_units_come_with_their_people_and_without_their_addresses(sign_in: SignIn) -> None:
    answer = await (await sign_in("zhang-wei")).get("/api/v1/units")
    units = {unit["unit_code"]: unit for unit in answer.json()["units"]}
    assert {person["staff_id"] for person in units["market-regulation"]["staff"]} == {
        "zhao-lei",
        "zhang-wei",
        "gao-xiang",
    }
    assert "@" not in answer.text


async def test_nobody_signed_in_is_told_how(visitor: httpx.AsyncClient) -> None:
    for answer in (
        await visitor.get("/api/v1/tasks"),
        await visitor.get(TASK),
        await visitor.get("/api/v1/units"),
        await visitor.post(f"{TASK}/sign", json={"expected_version": 1}),
    ):
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


async def test_another_units_task_does_not_exist(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint())
    officer = await sign_in("he-ping")
    answers = [
        await officer.get(TASK),
        await officer.get(f"{TASK}/deadline"),
        await act(officer, "sign", expected_version=2),
        await officer.get("/api/v1/tasks/261123-999999-99"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4


async def test_who_comes_too_late_hears_who_was_quicker_and_what_they_did(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint())
    await act(await sign_in("feng-yan"), "sign", expected_version=2)
    answer = await act(
        await sign_in("chen-jing"), "dispatch", expected_version=2, unit_code="housing"
    )
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (409, "urn:jiangxin:problem:changed-meanwhile")
    assert "冯燕 (Urban Management) signed for it at 10:00" in problem["detail"]
    assert "“In hand”" in problem["detail"]


async def test_every_guard_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(Guard)
    assert all(words.zh and words.en for words in WORDS.values())


@pytest.mark.parametrize(
    ("before", "who", "name", "body", "status", "guard"),
    [
        (2, "chen-jing", "report", {**REPORT, "expected_version": 2}, 409, "state-is-signed"),
        (2, "chen-jing", "sign", {}, 403, "actor-is-of-the-unit"),
        (3, "feng-yan", "sign", {}, 409, "state-is-dispatched"),
        (3, "song-jie", "report", REPORT, 403, "actor-answers-for-it"),
        (3, "chen-jing", "dispatch", {"unit_code": "housing"}, 409, "state-is-tray-or-dispatched"),
        (2, "feng-yan", "dispatch", {"unit_code": "housing"}, 403, "actor-dispatches"),
        (2, "chen-jing", "dispatch", {"unit_code": "moon"}, 422, "unit-is-known"),
        (
            2,
            "chen-jing",
            "dispatch",
            {"unit_code": "housing", "owner_id": "he-ping"},
            422,
            "owner-works-in-unit",
        ),
        (
            2,
            "chen-jing",
            "dispatch",
            {"unit_code": "housing", "owner_id": "ghost"},
            422,
            "owner-is-known",
        ),
        (
            2,
            "chen-jing",
            "dispatch",
            {"unit_code": "urban-management", "owner_id": "feng-yan"},
            422,
            "something-changes",
        ),
        (3, "feng-yan", "report", {**REPORT, "public_reply": " "}, 422, "reply-is-given"),
        (3, "feng-yan", "report", {**REPORT, "measures": []}, 422, "measure-is-given"),
        (3, "chen-jing", "close", {}, 409, "state-is-reported"),
        (4, "wu-gang", "close", {}, 403, "actor-audits"),
    ],
)
async def test_every_refusal_names_its_guard_and_says_what_to_do(
    enter: Enter,
    sign_in: SignIn,
    before: int,
    who: str,
    name: str,
    body: dict[str, Any],
    status: int,
    guard: str,
) -> None:
    await enter(complaint())
    if before > 2:
        await act(await sign_in("feng-yan"), "sign", expected_version=2)
    if before > 3:
        await act(await sign_in("feng-yan"), "report", **REPORT)
    officer = await sign_in(who)
    answer = await act(officer, name, **{"expected_version": before, **body})
    problem = answer.json()
    fits(problem, "Problem")
    assert (answer.status_code, problem["type"]) == (status, f"urn:jiangxin:problem:{guard}")
    words = WORDS[Guard(guard.replace("-", "_"))]
    assert words.en in (problem["detail"], *(e["message"] for e in problem.get("errors", ())))
    assert (await officer.get(TASK)).json()["version"] == before


async def test_whoever_handled_it_cannot_close_it_even_as_a_dispatcher(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine
) -> None:
    async with transaction(ledger) as connection:
        await connection.execute(
            text("UPDATE staff SET roles = '{owner,dispatcher}' WHERE staff_id = 'feng-yan'")
        )
        await connection.execute(text("UPDATE organisation SET version = version + 1"))
    await enter(complaint())
    owner = await sign_in("feng-yan")
    await act(owner, "sign", expected_version=2)
    await act(owner, "report", **REPORT)
    answer = await act(owner, "close", expected_version=4)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("actor-did-not-handle-it")


@pytest.mark.parametrize(
    ("name", "body", "fields"),
    [
        ("sign", {}, ["expected_version"]),
        ("sign", {"expected_version": "two"}, ["expected_version"]),
        ("sign", {"expected_version": 2, "colour": "red"}, ["colour"]),
        ("sign", {"expected_version": 2, "note": "x" * 1001}, ["note"]),
        ("dispatch", {"expected_version": 2}, ["unit_code"]),
        ("dispatch", {"expected_version": 2, "unit_code": "No Code"}, ["unit_code"]),
        ("report", {"expected_version": 3, "result": "perfect"}, ["result"]),
        ("report", {**REPORT, "public_reply": "x" * 4001}, ["public_reply"]),
        ("report", {**REPORT, "measures": ["x"] * 21}, ["measures"]),
    ],
)
async def test_a_body_that_cannot_be_accepted_names_its_fields(
    enter: Enter, sign_in: SignIn, name: str, body: dict[str, Any], fields: list[str]
) -> None:
    await enter(complaint())
    answer = await act(await sign_in("feng-yan"), name, **body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == fields


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"expected_version=2", "application/x-www-form-urlencoded", 415),
        (b'{"note": "' + b"x" * 70_000 + b'"}', "application/json", 413),
        (b'{"expected_version": 2, "note": "\\ud800"}', "application/json", 422),
        (b'{"expected_version": 2, "note": "\\u0000"}', "application/json", 422),
    ],
)
async def test_a_body_that_cannot_be_read_gets_a_clear_answer(
    sign_in: SignIn, content: bytes, media_type: str, status: int
) -> None:
    officer = await sign_in("feng-yan")
    answer = await officer.post(
        f"{TASK}/sign", content=content, headers={"content-type": media_type}
    )
    assert answer.status_code == status
    fits(answer.json(), "Problem")
