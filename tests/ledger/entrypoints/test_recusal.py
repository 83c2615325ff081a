"""Keeping out of a task: it is gone from every list and page, refused by name, and has another owner."""

import json

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.reading import rows

TASK, PAGE = f"/api/v1/tasks/{number(1)}", f"/desk/tasks/{number(1)}"
HTML = {"accept": "text/html"}
WHY = "与诉求人是亲属"


async def listed(officer: httpx.AsyncClient) -> list[str]:
    return [each["task_number"] for each in (await officer.get("/api/v1/tasks")).json()["tasks"]]


@pytest.fixture
async def sent(enter: Enter, sign_in: SignIn) -> None:
    """Two tasks of one owner."""
    await enter(complaint(1), complaint(2))
    dispatcher = await sign_in("chen-jing")
    for each in (1, 2):
        address = f"/api/v1/tasks/{number(each)}/dispatch"
        for version, unit, owner in (
            (2, "housing", "ma-chao"),
            (3, "urban-management", "feng-yan"),
        ):
            body = {"expected_version": version, "unit_code": unit, "owner_id": owner}
            assert (await dispatcher.post(address, json=body)).status_code == 200


async def test_an_owner_who_keeps_out_sees_it_no_more_and_the_next_in_turn_has_it(
    sent: None, sign_in: SignIn, ledger: AsyncEngine
) -> None:
    owner = await sign_in("feng-yan")
    version = (await owner.get(TASK)).json()["version"]
    form = {"expected_version": version, "staff_id": "feng-yan", "note": WHY}
    done = await owner.post(f"{PAGE}/recuse", data=form, headers=HTML)
    assert (done.status_code, done.headers["location"]) == (303, "/desk")
    assert number(1) not in await listed(owner)
    for address in (PAGE, TASK, f"{TASK}/deadline", f"{PAGE}/reveal"):
        assert (await owner.get(address, headers=HTML)).status_code == 404
    for tab in ("mine", "unit", "all", "overdue"):
        assert number(1) not in (await owner.get(f"/desk/tasks?tab={tab}", headers=HTML)).text
    refused = await owner.post(f"{TASK}/sign", json={"expected_version": version + 1})
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:jiangxin:problem:actor-is-not-recused",
    )
    colleague = await sign_in("song-jie")
    task = (await colleague.get(TASK)).json()
    assert (task["owner_id"], task["recused"]) == ("song-jie", ["feng-yan"])
    assert task["trail"][-1]["after"]["note"] == WHY
    html = (await colleague.get(f"{PAGE}?lang=en", headers=HTML)).text
    assert "冯燕 keeps out of it; 宋杰 takes over" in html
    event = await rows(
        ledger, "SELECT payload FROM outbox WHERE event_type = 'ledger.task.recused.v1'"
    )
    told = json.loads(event[0]["payload"])
    assert (told["staff_id"], told["owner_id"], told["owner_changed"]) == (
        "feng-yan",
        "song-jie",
        True,
    )
    assert WHY not in event[0]["payload"].decode()


async def test_by_api_who_has_just_gone_out_gets_no_content(sent: None, sign_in: SignIn) -> None:
    owner = await sign_in("feng-yan")
    version = (await owner.get(TASK)).json()["version"]
    done = await owner.post(f"{TASK}/recuse", json={"expected_version": version, "note": WHY})
    assert (done.status_code, done.content) == (204, b"")


async def test_a_dispatcher_keeps_somebody_out_and_cannot_send_it_to_them_again(
    sent: None, sign_in: SignIn
) -> None:
    officer = await sign_in("chen-jing")
    body = {"expected_version": 4, "staff_id": "feng-yan", "owner_id": "song-jie", "note": WHY}
    assert (await officer.post(f"{TASK}/recuse", json=body)).json()["owner_id"] == "song-jie"
    again = {"expected_version": 5, "unit_code": "urban-management", "owner_id": "feng-yan"}
    refused = await officer.post(f"{TASK}/dispatch", json=again)
    assert refused.json()["type"].endswith("owner-is-not-recused")
    both = {"expected_version": 5, "staff_id": "song-jie", "note": WHY}
    nobody = await officer.post(f"{TASK}/recuse", json=both)
    assert nobody.json()["type"].endswith("another-owner-is-given")


@pytest.mark.parametrize(
    ("who", "body", "status", "guard"),
    [
        ("feng-yan", {"staff_id": "song-jie", "note": WHY}, 403, "actor-recuses-others"),
        ("feng-yan", {"note": ""}, 422, "reason-is-given"),
        ("chen-jing", {"staff_id": "nobody", "note": WHY}, 422, "staff-is-known"),
        (
            "chen-jing",
            {"staff_id": "feng-yan", "owner_id": "feng-yan", "note": WHY},
            422,
            "owner-is-not-recused",
        ),
        (
            "chen-jing",
            {"staff_id": "feng-yan", "owner_id": "ma-chao", "note": WHY},
            422,
            "owner-works-in-unit",
        ),
        ("wu-gang", {"note": WHY}, 403, "actor-takes-part"),
    ],
)
async def test_what_is_refused_names_its_guard(
    sent: None, sign_in: SignIn, who: str, body: dict[str, str], status: int, guard: str
) -> None:
    officer = await sign_in(who)
    answer = await officer.post(f"{TASK}/recuse", json={"expected_version": 4, **body})
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:jiangxin:problem:{guard}")


async def test_a_dispatcher_who_keeps_out_no_longer_finds_it_in_any_list(
    sent: None, sign_in: SignIn
) -> None:
    officer = await sign_in("chen-jing")
    body = {"expected_version": 4, "note": WHY}
    assert (await officer.post(f"{TASK}/recuse", json=body)).status_code == 204
    assert await listed(officer) == [number(2)]
    assert number(1) not in (await officer.get("/desk/tasks?q=路灯", headers=HTML)).text
    assert number(1) in await listed(await sign_in("li-na"))


async def test_staff_with_categories_see_these_and_those_below(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine
) -> None:
    await enter(complaint(1), complaint(2, category_code="food-safety"))
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE staff SET categories = '{market}' WHERE staff_id IN ('chen-jing', 'wu-gang')"
        )
        await connection.exec_driver_sql("UPDATE organisation SET version = version + 1")
    for who in ("chen-jing", "wu-gang"):
        officer = await sign_in(who)
        assert await listed(officer) == [number(2)]
        assert (await officer.get(TASK)).status_code == 404
    officer = await sign_in("chen-jing")
    body = {"expected_version": 2, "unit_code": "housing"}
    assert (await officer.post(f"{TASK}/dispatch", json=body)).status_code == 404
