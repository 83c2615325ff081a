"""The long way of a task, by API and on the desk: every act has an address, a form and an answer."""

import re
from typing import Any

import httpx
import pytest

from services.ledger.entrypoints.bodies import BODIES
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.entrypoints.test_api import fits

TASK = f"/api/v1/tasks/{number(1)}"
PAGE = {"accept": "text/html"}
REPORT = {"result": "resolved", "public_reply": "路灯已经修好。"}
Step = tuple[str, str, dict[str, Any], str]

RETURNED: list[Step] = [
    ("feng-yan", "ask_return", {"note": "路灯归住建", "legal_basis": "三定方案"}, "return_pending"),
    ("chen-jing", "arbitrate", {"note": "两家都不认"}, "return_pending"),
    ("zhou-min", "approve_return", {}, "accepted"),
    (
        "chen-jing",
        "dispatch",
        {"unit_code": "urban-management", "owner_id": "feng-yan"},
        "dispatched",
    ),
]
KEPT: list[Step] = [
    ("feng-yan", "ask_return", {"note": "不归我们", "legal_basis": "三定方案"}, "return_pending"),
    ("chen-jing", "reject_return", {"note": "就归你们"}, "dispatched"),
]
FINAL: list[Step] = [
    ("feng-yan", "ask_return", {"note": "不归我们", "legal_basis": "三定方案"}, "return_pending"),
    ("zhou-min", "assign_finally", {"unit_code": "housing", "owner_id": "ma-chao"}, "dispatched"),
]
WORKED: list[Step] = [
    ("feng-yan", "sign", {}, "signed"),
    ("feng-yan", "contact", {"means": "phone", "reached": False, "note": "没人接"}, "signed"),
    ("song-jie", "contact", {"means": "visit", "reached": True}, "handling"),
    ("feng-yan", "plan", {"text": "更换灯泡", "date": "2026-11-25"}, "handling"),
    ("feng-yan", "fulfil", {"measure": 1, "evidence": "照片 12 号"}, "handling"),
    ("feng-yan", "ask_extension", {"working_days": 3, "note": "等配件"}, "extension_pending"),
    ("huang-ting", "approve_extension", {}, "handling"),
    ("feng-yan", "ask_extension", {"working_days": 2, "note": "还在等"}, "extension_pending"),
    ("huang-ting", "reject_extension", {"note": "够了"}, "handling"),
    ("feng-yan", "defer", {"plan": "明年改造", "date": "2027-06-30"}, "handling"),
    ("zhou-min", "supervise", {"level": "reminded", "note": "请抓紧"}, "handling"),
]
LIFTED: list[Step] = [
    ("feng-yan", "sign", {}, "signed"),
    ("zhou-min", "supervise", {"level": "supervised", "note": "三天内办结"}, "signed"),
    ("zhou-min", "lift", {"note": "配件已到"}, "signed"),
]
JUDGED: list[Step] = [
    ("feng-yan", "report", REPORT, "reported"),
    ("chen-jing", "fail_audit", {"note": "答非所问"}, "handling"),
    ("feng-yan", "report", REPORT, "reported"),
    ("chen-jing", "pass_audit", {}, "call_back"),
    ("li-na", "call_back", {"outcome": "dissatisfied_at_fault", "note": "又灭了"}, "handling"),
    ("feng-yan", "report", REPORT, "reported"),
    ("chen-jing", "pass_audit", {}, "call_back"),
    ("li-na", "call_back", {"outcome": "satisfied", "resolved": True}, "closed"),
    ("chen-jing", "reopen", {"note": "三天后又灭了"}, "handling"),
    ("feng-yan", "report", REPORT, "reported"),
    ("chen-jing", "close", {}, "closed"),
    ("zhou-min", "write_off", {"note": "现场看过"}, "written_off"),
]
STOPPED: list[Step] = [
    (
        "chen-jing",
        "dispatch",
        {
            "unit_code": "urban-management",
            "owner_id": "feng-yan",
            "deadline_rule": "licence",
        },
        "dispatched",
    ),
    ("feng-yan", "sign", {}, "signed"),
    ("huang-ting", "pause", {"note": "举行听证"}, "paused"),
    ("huang-ting", "resume", {}, "handling"),
]
ACCEPTED: list[Step] = [("chen-jing", "accept", {}, "accepted")]
ANSWERED: list[Step] = [("chen-jing", "answer", {"public_reply": "请带身份证。"}, "answered")]
WITHDRAWN: list[Step] = [
    ("feng-yan", "sign", {}, "signed"),
    ("chen-jing", "withdraw", {"note": "电话里说不用了"}, "withdrawn"),
]
DECLINED: list[Step] = [
    ("chen-jing", "decline", {"reason": "legal_process", "referral": "可以起诉。"}, "declined")
]
RECUSED: list[Step] = [
    (
        "chen-jing",
        "recuse",
        {"staff_id": "feng-yan", "owner_id": "song-jie", "note": "与诉求人是亲属"},
        "dispatched",
    ),
    ("song-jie", "sign", {}, "signed"),
]
MERGED: list[Step] = [("chen-jing", "merge", {"master_number": number(2)}, "merged")]
TRAY = complaint(1, category_code=None, title="想说几句", content="心里话。")
SENT = complaint(1, has_contact=True)


async def go(sign_in: SignIn, steps: list[Step]) -> dict[str, Any]:
    """Take the steps; what the task looks like after the last."""
    body: dict[str, Any] = {}
    for who, name, given, state in steps:
        officer = await sign_in(who)
        before = (await officer.get(TASK)).json()
        assert name in before["allowed_actions"], (who, name, before["allowed_actions"])
        await _its_form_is_there(officer, name)
        answer = await officer.post(
            f"{TASK}/{name}", json={"expected_version": before["version"], **given}
        )
        assert answer.status_code == 200, (name, answer.text)
        body = answer.json()
        fits(body, "WholeTask")
        assert (body["state"], body["version"]) == (state, before["version"] + 1)
    return body


async def _its_form_is_there(officer: httpx.AsyncClient, name: str) -> None:
    for language in ("zh", "en"):
        address = f"/desk/tasks/{number(1)}?act={name}&lang={language}"
        html = (await officer.get(address, headers=PAGE)).text
        assert f'action="/desk/tasks/{number(1)}/{name}"' in html
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), f"{name}: ids are not unique"


@pytest.mark.parametrize(
    ("first", "steps"),
    [
        (SENT, [*RETURNED, *WORKED, *JUDGED]),
        (SENT, KEPT),
        (SENT, LIFTED),
        (SENT, FINAL),
        (SENT, WITHDRAWN),
        (SENT, RECUSED),
        (TRAY, STOPPED),
        (TRAY, ACCEPTED),
        (TRAY, ANSWERED),
        (TRAY, DECLINED),
        (TRAY, MERGED),
    ],
    ids=[
        "the long way",
        "kept",
        "lifted",
        "final",
        "withdrawn",
        "recused",
        "stopped",
        "accepted",
        "answered",
        "declined",
        "merged",
    ],
)
async def test_every_act_has_a_form_and_leads_where_it_says(
    enter: Enter, sign_in: SignIn, first: Any, steps: list[Step]
) -> None:
    await enter(first, complaint(2))
    body = await go(sign_in, steps)
    assert [each["action"] for each in body["trail"]][-len(steps) :] == [each[1] for each in steps]


async def test_the_acts_tried_here_are_all_there_are() -> None:
    ways = (
        *(RETURNED, KEPT, FINAL, RECUSED, WORKED, LIFTED, JUDGED),
        *(STOPPED, ACCEPTED, ANSWERED, DECLINED, MERGED, WITHDRAWN),
    )
    assert {step[1] for way in ways for step in way} == set(BODIES)


async def test_what_the_task_remembers_is_in_its_answer(enter: Enter, sign_in: SignIn) -> None:
    await enter(SENT)
    body = await go(sign_in, [*WORKED, *JUDGED])
    assert [each["reached"] for each in body["contacts"]] == [False, True]
    assert body["measures"][0]["evidence"] == "照片 12 号"
    assert [each["decision"] for each in body["extensions"]] == ["approved", "rejected"]
    assert body["original_due_at"] == "2026-11-30T09:30:00+00:00"
    assert (body["redo_count"], body["cycle"], body["supervision"]) == (1, 2, "reminded")
    assert (body["resolved"], body["satisfied"]) == (True, True)
    assert body["written_off_by"] == "zhou-min"
    officer = await sign_in("wu-gang")
    why = (await officer.get(f"{TASK}/deadline?lang=en")).json()
    fits(why, "Deadline")
    assert why["moved"].startswith("First promised for Mon 30 Nov; 3 working days granted since")
    html = (await officer.get(f"/desk/tasks/{number(1)}?lang=zh", headers=PAGE)).text
    for words in ("最初承诺11月30日", "催办", "明年改造", "解决了"):
        assert words in html


@pytest.mark.parametrize(
    ("who", "name", "body", "status", "guard"),
    [
        ("chen-jing", "decline", {"reason": "no_new_facts"}, 422, "referral-is-given"),
        ("chen-jing", "merge", {"master_number": number(77)}, 422, "master-is-known"),
        ("chen-jing", "merge", {"master_number": number(1)}, 422, "master-is-another"),
        ("chen-jing", "accept", {}, 409, "state-is-registered"),
        ("feng-yan", "ask_return", {"note": "不归我们"}, 422, "legal-basis-is-given"),
        ("song-jie", "ask_return", {"note": "不", "legal_basis": "x"}, 403, "actor-answers-for-it"),
        ("chen-jing", "write_off", {"note": "好"}, 409, "state-is-closed"),
        ("feng-yan", "ask_extension", {"working_days": 1}, 409, "state-is-signed"),
        ("zhou-min", "supervise", {"level": "reminded"}, 422, "reason-is-given"),
        ("chen-jing", "approve_return", {}, 409, "state-is-return-pending"),
        ("zhou-min", "lift", {"note": "好了"}, 409, "state-is-supervised"),
        ("feng-yan", "withdraw", {"note": "他说算了"}, 403, "actor-audits"),
        ("chen-jing", "withdraw", {}, 422, "reason-is-given"),
    ],
)
async def test_what_is_refused_names_its_guard_and_changes_nothing(
    enter: Enter,
    sign_in: SignIn,
    who: str,
    name: str,
    body: dict[str, Any],
    status: int,
    guard: str,
) -> None:
    await enter(SENT)
    officer = await sign_in(who)
    answer = await officer.post(f"{TASK}/{name}", json={"expected_version": 2, **body})
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:jiangxin:problem:{guard}")
    assert (await officer.get(TASK)).json()["version"] == 2


async def test_a_report_before_anybody_spoke_with_the_person_is_refused(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(SENT)
    owner = await sign_in("feng-yan")
    await owner.post(f"{TASK}/sign", json={"expected_version": 2})
    report = {"expected_version": 3, **REPORT, "measures": ["更换灯泡"]}
    refused = await owner.post(f"{TASK}/report", json=report)
    assert refused.json()["type"].endswith("contact-is-recorded")
    told = await owner.post(f"{TASK}/report", json={**report, "contact": "phone"})
    assert told.json()["contacts"][0]["means"] == "phone"


async def test_an_assisting_unit_sees_the_task_and_works_on_it(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(SENT)
    dispatcher = await sign_in("chen-jing")
    body = {"unit_code": "urban-management", "owner_id": "feng-yan", "expected_version": 2}
    sent = await dispatcher.post(f"{TASK}/dispatch", json={**body, "assist_units": ["housing"]})
    assert sent.json()["assist_units"] == ["housing"]
    await (await sign_in("feng-yan")).post(f"{TASK}/sign", json={"expected_version": 3})
    helper = await sign_in("ma-chao")
    assert (await helper.get(TASK)).json()["allowed_actions"] == [
        "contact",
        "plan",
        "recuse",
        "reveal",
        "attach",
    ]
    listed = (await helper.get("/api/v1/tasks")).json()["tasks"]
    assert [each["task_number"] for each in listed] == [number(1)]
