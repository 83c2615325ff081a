"""Administering by page and by API: who may, what is refused beside which field, what others are told."""

import json
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import PASSWORD, Enter, SignIn
from tests.ledger.reading import rows

API = "/api/v1/organisation"
HOME = "/desk/organisation"
PAGE = {"accept": "text/html"}
PERSON = {
    "staff_id": "new-one",
    "name": "新同事",
    "unit_code": "urban-management",
    "roles": ["owner"],
    "expected_version": 1,
}
RULE = {
    "code": "word-lamp",
    "name_zh": "文中说到台阶",
    "name_en": "Steps in the text",
    "unit_code": "housing",
    "keywords": ["台阶"],
    "place": 1,
    "expected_version": 1,
}
UNIT = {"code": "parks", "name_zh": "园林局", "name_en": "Parks", "expected_version": 1}


async def told(engine: AsyncEngine, kind: str) -> list[dict[str, Any]]:
    query = (
        "SELECT convert_from(payload, 'UTF8') AS body FROM outbox"
        " WHERE event_type = :kind AND aggregate_version > 1 ORDER BY id"
    )
    return [json.loads(each["body"]) for each in await rows(engine, query, kind=kind)]


@pytest.mark.parametrize(
    ("who", "section", "body", "status"),
    [
        ("chen-jing", "staff", PERSON, 201),
        ("chen-jing", "routing", RULE, 201),
        ("chen-jing", "units", UNIT, 201),
        ("huang-ting", "staff", PERSON, 201),
        ("huang-ting", "staff", {**PERSON, "unit_code": "housing"}, 403),
        ("huang-ting", "staff", {**PERSON, "roles": ["dispatcher"]}, 403),
        ("huang-ting", "routing", RULE, 403),
        ("huang-ting", "units", UNIT, 403),
        ("zhao-lei", "staff", PERSON, 403),
        ("feng-yan", "staff", PERSON, 403),
        ("wu-gang", "staff", PERSON, 403),
        ("zhou-min", "units", UNIT, 403),
    ],
)
async def test_who_may_add_what(
    sign_in: SignIn, who: str, section: str, body: dict[str, Any], status: int
) -> None:
    officer = await sign_in(who)
    answer = await officer.post(f"{API}/{section}", json=body)
    assert answer.status_code == status, answer.text
    seen = await officer.get(f"{API}/{section}")
    assert seen.json()["version"] == (2 if status == 201 else 1)


@pytest.mark.parametrize(
    ("who", "status"),
    [("chen-jing", 200), ("wu-gang", 200), ("huang-ting", 403), ("feng-yan", 403)],
)
async def test_who_may_read_the_log_and_try_rules(sign_in: SignIn, who: str, status: int) -> None:
    officer = await sign_in(who)
    assert (await officer.get(f"{API}/changes")).status_code == status
    assert (await officer.post(f"{API}/routing/dry-run", json={})).status_code == status
    assert (await officer.get(f"{HOME}/changes", headers=PAGE)).status_code == status
    assert (await officer.get(f"{HOME}/try?among=latest", headers=PAGE)).status_code == status


async def test_complaints_are_tried_by_who_may_see_them_and_with_rules_only(
    enter: Enter, sign_in: SignIn
) -> None:
    """The head of a unit has a form for staff, and no business with other units' complaints."""
    await enter(complaint(1, title="别人单位的事"))
    entry = {**PERSON, "staff_id": "zhang-wei", "language": "zh", "active": "on"}
    form = {**entry, "unit_code": "market-regulation", "do": "try", "among": "latest"}
    head = await sign_in("zhao-lei")
    answer = await head.post(f"{HOME}/staff/zhang-wei", data=form, headers=PAGE)
    assert (answer.status_code, "别人单位的事" in answer.text) == (404, False)
    officer = await sign_in("chen-jing")
    assert "别人单位的事" in (await officer.get(f"{HOME}/try?among=latest", headers=PAGE)).text
    out = {"expected_version": 2, "note": "亲属"}
    assert (await officer.post(f"/api/v1/tasks/{number(1)}/recuse", json=out)).status_code == 204
    assert "别人单位的事" not in (await officer.get(f"{HOME}/try?among=latest", headers=PAGE)).text


async def test_only_the_centre_brings_back_somebody_with_a_city_role(
    sign_in: SignIn, ledger: AsyncEngine
) -> None:
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE staff SET active = false, roles = '{dispatcher}' WHERE staff_id = 'zhang-wei'"
        )
        await connection.exec_driver_sql("UPDATE organisation SET version = version + 1")
    back = {"staff_id": "zhang-wei", "name": "张伟", "unit_code": "market-regulation"}
    back |= {"roles": ["dispatcher"], "active": True, "expected_version": 2}
    for who, status in (("zhao-lei", 403), ("chen-jing", 200)):
        officer = await sign_in(who)
        assert (await officer.put(f"{API}/staff/zhang-wei", json=back)).status_code == status


async def test_a_change_is_told_and_logged_with_before_and_after(
    sign_in: SignIn, ledger: AsyncEngine
) -> None:
    officer = await sign_in("chen-jing")
    person = (await officer.get(f"{API}/staff/feng-yan")).json()
    version = person.pop("version")
    body = {**person, "name": "冯艳", "expected_version": version, "note": "姓名写错了"}
    answer = await officer.put(f"{API}/staff/feng-yan", json=body)
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert [each["name"] for each in await told(ledger, "ledger.staff.listed.v1")] == ["冯艳"]
    change = (await officer.get(f"{API}/changes")).json()["changes"][0]
    assert (change["actor"], change["before"], change["after"], change["note"]) == (
        "chen-jing",
        {"name": "冯燕"},
        {"name": "冯艳"},
        "姓名写错了",
    )


async def test_nobody_changes_the_log(ledger: AsyncEngine, sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    assert (await officer.post(f"{API}/units", json=UNIT)).status_code == 201
    with pytest.raises(Exception, match="append-only"):
        async with ledger.begin() as connection:
            await connection.exec_driver_sql("UPDATE organisation_changes SET actor = 'nobody'")


async def test_two_at_once_get_a_clear_answer_and_keep_what_they_typed(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    assert (await officer.post(f"{API}/units", json=UNIT)).status_code == 201
    late = await officer.post(f"{API}/units", json={**UNIT, "code": "forests"})
    assert (late.status_code, late.json()["type"]) == (
        409,
        "urn:jiangxin:problem:organisation-changed",
    )
    assert "chen-jing 改了单位 parks" in late.json()["detail"]
    form = {**UNIT, "code": "forests", "name_zh": "林业局", "active": "on"}
    page = await officer.post(f"{HOME}/units/new", data=form, headers=PAGE)
    assert page.status_code == 409
    assert 'value="林业局"' in page.text
    assert 'name="expected_version" value="2"' in page.text


@pytest.mark.parametrize(
    ("section", "change", "field"),
    [
        ("units", {**UNIT, "code": "hotline"}, "code"),
        ("units", {**UNIT, "code": "Bad Code"}, "code"),
        ("units", {**UNIT, "parent_code": "nowhere"}, "parent_code"),
        ("staff", {**PERSON, "roles": []}, "roles"),
        ("staff", {**PERSON, "unit_code": None}, "unit_code"),
        ("staff", {**PERSON, "email": "nothing"}, "email"),
        ("routing", {**RULE, "owner_id": "feng-yan"}, "owner_id"),
        ("routing", {**RULE, "categories": ["nothing"]}, "categories"),
        ("staff", {**PERSON, "categories": ["nothing"]}, "categories"),
    ],
)
async def test_a_fault_stands_beside_its_field(
    sign_in: SignIn, section: str, change: dict[str, Any], field: str
) -> None:
    officer = await sign_in("chen-jing")
    answer = await officer.post(f"{API}/{section}", json=change)
    assert answer.status_code == 422, answer.text
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert (await officer.get(f"{API}/units")).json()["version"] == 1


async def test_a_unit_with_people_tasks_or_rules_is_not_retired(
    sign_in: SignIn, enter: Enter
) -> None:
    await enter(complaint(1))
    officer = await sign_in("chen-jing")
    unit = (await officer.get(f"{API}/units/urban-management")).json()
    version = unit.pop("version")
    body = {**unit, "active": False, "expected_version": version}
    answer = await officer.put(f"{API}/units/urban-management", json=body)
    assert answer.status_code == 422
    words = " ".join(each["message"] for each in answer.json()["errors"])
    assert "还有人在岗" in words
    assert "还有 1 件在办任务" in words
    assert "已停用" in words


async def test_the_last_dispatcher_stays(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    first = await officer.post(f"{API}/staff/li-na/leave", json={"expected_version": 1})
    assert first.status_code == 200, first.text
    last = await officer.post(f"{API}/staff/chen-jing/leave", json={"expected_version": 2})
    assert last.status_code == 422
    assert "派单员" in last.json()["errors"][0]["message"]


async def test_who_has_left_is_out_at_once_and_cannot_come_in(
    sign_in: SignIn, enter: Enter, visitor: httpx.AsyncClient
) -> None:
    await enter(complaint(1), complaint(2))
    leaver = await sign_in("feng-yan")
    token = leaver.headers["authorization"]
    officer = await sign_in("huang-ting")
    preview = (await officer.get(f"{API}/staff/feng-yan/leave")).json()
    assert (preview["open_tasks"], preview["by_state"]) == (1, {"dispatched": 1})
    form = {"expected_version": "1", "successor": "song-jie", "note": "退休"}
    answer = await officer.post(f"{HOME}/staff/feng-yan/leave", data=form, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{HOME}/staff/feng-yan/leave?done=1",
    )
    pages = [await officer.get(f"/desk/tasks/{number(n)}", headers=PAGE) for n in (1, 2)]
    assert sum("冯燕离岗，交接给宋杰" in page.text for page in pages) == 1
    assert (await visitor.get("/api/v1/tasks", headers={"authorization": token})).status_code == 401
    again = await visitor.post(
        "/api/v1/session", json={"staff_id": "feng-yan", "password": PASSWORD}
    )
    assert again.status_code == 401
    back = {"staff_id": "feng-yan", "name": "冯燕", "unit_code": "urban-management"}
    back |= {"roles": ["owner"], "active": True, "expected_version": 2}
    assert (await officer.put(f"{API}/staff/feng-yan", json=back)).status_code == 200
    old = await visitor.get("/api/v1/tasks", headers={"authorization": token})
    assert old.status_code == 401, "a session does not come back with the person"


async def test_somebody_is_let_go_with_a_handover_only(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    person = (await officer.get(f"{API}/staff/feng-yan")).json()
    version = person.pop("version")
    body = {**person, "active": False, "expected_version": version}
    answer = await officer.put(f"{API}/staff/feng-yan", json=body)
    assert [each["field"] for each in answer.json()["errors"]] == ["active"]


async def test_the_dry_run_says_what_registering_then_really_does(
    sign_in: SignIn, enter: Enter, ledger: AsyncEngine
) -> None:
    mixed = [
        complaint(n, category_code=code, title=f"第 {n} 件", content=words)
        for n, (code, words) in enumerate(
            [
                ("city-lighting", "路灯坏了，看不清台阶。"),
                (None, "台阶松动。"),
                (None, "公交不准时。"),
                ("food-safety", "饭菜变质。"),
                (None, "说不清是什么事。"),
            ],
            start=1,
        )
    ]
    await enter(*mixed)
    officer = await sign_in("chen-jing")
    asked = {"rule": RULE, "among": "latest", "count": 200}
    trial = (await officer.post(f"{API}/routing/dry-run", json=asked)).json()
    assert (trial["tried"], trial["moved"]) == (5, 2)
    assert {"from": "urban-management", "to": "housing", "complaints": 1} in trial["moves"]
    foreseen = {each["task_number"]: each["then"]["unit_code"] for each in trial["complaints"]}
    assert (await officer.get(f"{API}/routing")).json()["version"] == 1
    assert (await officer.post(f"{API}/routing", json=RULE)).status_code == 201
    await enter(
        *(
            each.model_copy(update={"complaint_number": number(n)})
            for n, each in enumerate(mixed, 11)
        )
    )
    really = await rows(ledger, "SELECT task_number, unit_code FROM tasks ORDER BY 1 OFFSET 5")
    assert [each["unit_code"] for each in really] == [foreseen[number(n)] for n in range(1, 6)]


async def test_a_rule_is_tried_on_its_page_before_it_is_saved(
    sign_in: SignIn, enter: Enter
) -> None:
    await enter(complaint(1))
    officer = await sign_in("chen-jing")
    form = {**RULE, "keywords": "台阶", "do": "try", "among": "texts", "texts": "台阶松了\n别的"}
    page = await officer.post(f"{HOME}/routing/new", data=form, headers=PAGE)
    assert page.status_code == 200, page.text[:500]
    assert "2 件里有 1 件会换地方" in page.text
    tray = await officer.post(f"{HOME}/routing/new", data={**form, "among": "latest"}, headers=PAGE)
    assert f"/desk/tasks/{number(1)}" in tray.text
    assert (await officer.get(f"{API}/routing")).json()["version"] == 1


async def test_rules_are_added_moved_and_taken_away(sign_in: SignIn, ledger: AsyncEngine) -> None:
    officer = await sign_in("chen-jing")
    assert (await officer.post(f"{API}/routing", json=RULE)).status_code == 201
    events = await told(ledger, "ledger.routing.listed.v1")
    assert (events[0]["rule_code"], events[0]["place"]) == ("word-lamp", 1)
    moved = await officer.put(
        f"{API}/routing/word-lamp", json={**RULE, "place": 3, "expected_version": 2}
    )
    assert moved.status_code == 200
    order = [each["code"] for each in (await officer.get(f"{API}/routing")).json()["routing"]]
    assert order[2] == "word-lamp"
    gone = await officer.delete(f"{API}/routing/word-lamp?expected_version=3")
    assert gone.json() == {"version": 4}
    assert [e["active"] for e in await told(ledger, "ledger.routing.listed.v1")][-1] is False


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "/units/new",
        "/units/housing",
        "/staff/new",
        "/staff/feng-yan",
        "/staff/feng-yan/leave",
        "/categories/new",
        "/categories/city-noise",
        "/districts/binhu",
        "/routing/new",
        "/routing/english-guide",
        "/try?among=latest",
        "/changes",
    ],
)
async def test_every_page_of_the_centre_in_both_languages(
    sign_in: SignIn, enter: Enter, address: str, lang: str
) -> None:
    await enter(complaint(1))
    officer = await sign_in("chen-jing")
    joint = "&" if "?" in address else "?"
    answer = await officer.get(f"{HOME}{address}{joint}lang={lang}", headers=PAGE)
    assert answer.status_code == 200, answer.text[:500]
    assert len(answer.text.encode()) < 50_000


async def test_a_form_saves_and_says_so(sign_in: SignIn) -> None:
    officer = await sign_in("huang-ting")
    form = {
        "expected_version": "1",
        "staff_id": "new-one",
        "name": "新同事",
        "unit_code": "urban-management",
        "roles": "owner",
        "language": "zh",
        "takes_turns": "on",
        "active": "on",
        "email": "",
        "transports": "",
        "note": "",
    }
    saved = await officer.post(f"{HOME}/staff/new", data=form, headers=PAGE)
    assert saved.status_code == 303, saved.text[:800]
    page = await officer.get(saved.headers["location"], headers=PAGE)
    assert "已保存" in page.text
    wrong = await officer.post(
        f"{HOME}/staff/new-one", data={**form, "name": "", "expected_version": "2"}, headers=PAGE
    )
    assert wrong.status_code == 422
    assert 'id="error-name"' in wrong.text
