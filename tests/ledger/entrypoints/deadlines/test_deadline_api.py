"""Rules, limits and calendars by API: read by all, previewed and changed by those who may, recomputed."""

from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.deadlines.recomputing import PostgresRecomputing
from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks
from services.ledger.entrypoints.deadlines.openapi import CALENDARS, PROPOSAL, RULEBOOK, RUNS
from services.ledger.entrypoints.openapi import OPENAPI
from services.ledger.handlers.deadlines.recompute import Recompute
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

RULES = "/api/v1/deadline-rules"
DEADLINE = f"/api/v1/tasks/{number(1)}/deadline"
SHORTER = {
    "expected_revision": 1,
    "name_zh": "一般工单",
    "name_en": "Ordinary order",
    "amount": 3,
    "unit": "working_days",
    "extension": 5,
    "source_zh": "清澜市规定第三条",
    "source_en": "Qinglan rule §3",
}
CLOSURE = '[[closure]]\nfirst = 2026-11-26\nlast = 2026-11-27\nzh = "搬迁"\nen = "Moving house"\n'


def fits(body: Any, schema: Any) -> None:
    Draft202012Validator(schema).validate(body)


async def finish(ledger: AsyncEngine, clock: FixedClock) -> None:
    """The service's own loop may be quicker; then nothing is left to do."""
    await Recompute(PostgresRecomputing(ledger, CachedRulebooks(ledger)), clock, lambda: None)()


async def test_everybody_reads_the_rules_and_the_calendar(sign_in: SignIn) -> None:
    auditor = await sign_in("wu-gang")
    book = (await auditor.get(RULES)).json()
    fits(book, RULEBOOK)
    assert [rule["code"] for rule in book["rules"]][:3] == ["ordinary", "petition", "licence"]
    calendars = (await auditor.get("/api/v1/calendars")).json()
    fits(calendars, CALENDARS)
    version = calendars["calendars"][0]["version"]
    assert version == book["calendar_version"]
    whole = (await auditor.get(f"/api/v1/calendars/{version}")).json()
    assert whole["years"][-2]["sources"][0].startswith("https://www.gov.cn/")
    assert (await auditor.get("/api/v1/calendars/cn-1")).status_code == 404


@pytest.mark.parametrize("who", ["wu-gang", "huang-ting", "feng-yan"])
async def test_who_may_not_is_told_who_may(sign_in: SignIn, who: str) -> None:
    officer = await sign_in(who)
    for answer in (
        await officer.put(f"{RULES}/ordinary", json=SHORTER),
        await officer.post("/api/v1/calendars", json={"file": CLOSURE}),
    ):
        assert answer.status_code == 403
        assert answer.json()["type"] == "urn:jiangxin:problem:actor-sets-deadlines"


async def test_a_rule_is_previewed_then_changed_and_open_tasks_follow(
    ledger: AsyncEngine, enter: Enter, sign_in: SignIn, clock: FixedClock
) -> None:
    await enter(complaint(1), complaint(2))
    officer = await sign_in("chen-jing")
    seen = (await officer.put(f"{RULES}/ordinary?preview=true", json=SHORTER)).json()
    fits(seen, PROPOSAL)
    assert (seen["open_tasks"], seen["would_move"]) == (2, 2)
    assert seen["first"][0]["would_be"] == "2026-11-26T09:30:00+00:00"
    assert (await officer.get(DEADLINE)).json()["due_at"] == "2026-11-30T09:30:00+00:00"

    done = (await officer.put(f"{RULES}/ordinary", json=SHORTER)).json()
    fits(done, RULEBOOK)
    assert done["changed"]
    await finish(ledger, clock)
    after = (await officer.get(DEADLINE, params={"lang": "en"})).json()
    fits(after, OPENAPI["components"]["schemas"]["Deadline"])
    assert (after["due_at"], after["original_due_at"]) == (
        "2026-11-26T09:30:00+00:00",
        "2026-11-30T09:30:00+00:00",
    )
    assert (after["rule"]["revision"], after["rule"]["source"]) == (2, "Qinglan rule §3")
    assert "recomputed since by a new calendar or rule" in after["moved"]
    runs = (await officer.get("/api/v1/recomputations")).json()
    fits(runs, RUNS)
    assert (runs["recomputations"][0]["moved"], runs["recomputations"][0]["reason"]) == (2, "rule")


async def test_somebody_who_was_quicker_is_not_overwritten(sign_in: SignIn) -> None:
    officer = await sign_in("zhou-min")
    await officer.put(f"{RULES}/ordinary", json=SHORTER)
    again = await officer.put(f"{RULES}/ordinary", json={**SHORTER, "amount": 4})
    assert (again.status_code, again.json()["type"]) == (
        409,
        "urn:jiangxin:problem:changed-meanwhile",
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"unit": "fortnights"}, "unit"),
        ({"categories": ["unheard-of"]}, "categories"),
        ({"active": False}, "active"),
        ({"source_zh": ""}, "source_zh"),
    ],
)
async def test_a_rule_that_cannot_be_is_refused_by_field(
    sign_in: SignIn, wrong: dict[str, object], field: str
) -> None:
    officer = await sign_in("chen-jing")
    answer = await officer.put(f"{RULES}/ordinary", json={**SHORTER, **wrong})
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]


async def test_a_dry_run_says_which_rule_each_would_get(sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    lamps = {**SHORTER, "expected_revision": 0, "amount": 1, "categories": ["city"]}
    await officer.put(f"{RULES}/streets", json=lamps)
    cases = [{"category_code": "city-lighting"}, {"category_code": "medical"}, {}]
    found = (await officer.post(f"{RULES}/choice", json={"cases": cases})).json()
    assert [each["rule"] for each in found["choices"]] == ["streets", "ordinary", "ordinary"]
    assert found["choices"][0]["due_at"] == "2026-11-24T09:30:00+00:00"


async def test_a_calendar_is_loaded_and_a_faulty_one_is_not(
    ledger: AsyncEngine, enter: Enter, sign_in: SignIn, clock: FixedClock
) -> None:
    await enter(complaint(1))
    officer = await sign_in("chen-jing")
    faulty = await officer.post("/api/v1/calendars", json={"file": "year = 2027\nannounced = true"})
    assert faulty.status_code == 422
    loaded = await officer.post("/api/v1/calendars", json={"file": CLOSURE})
    version = loaded.json()["calendar_version"]
    await finish(ledger, clock)
    after = (await officer.get(DEADLINE)).json()
    assert (after["due_at"], after["calendar_version"]) == ("2026-12-02T09:30:00+00:00", version)
    assert [day["kind"] for day in after["days"]].count("closed") == 2
    assert len((await officer.get("/api/v1/calendars")).json()["calendars"]) == 2


async def test_a_limit_holds_at_once(enter: Enter, sign_in: SignIn) -> None:
    officer = await sign_in("chen-jing")
    body = {"expected_revision": 1, "amount": 1, "source_zh": "规定", "source_en": "Rule"}
    await officer.put("/api/v1/deadline-limits/failed_attempts", json=body)
    assert (await officer.put("/api/v1/deadline-limits/moods", json=body)).status_code == 404
    await enter(complaint(1, has_contact=True))
    task = f"/api/v1/tasks/{number(1)}"
    owner = await sign_in("feng-yan")
    await owner.post(f"{task}/sign", json={"expected_version": 2})
    tried = {"expected_version": 3, "means": "phone", "reached": False, "note": "无人接听"}
    after = (await owner.post(f"{task}/contact", json=tried)).json()
    assert after["state"] == "handling"  # one attempt is enough now


async def test_a_dispatcher_chooses_a_licence_and_its_clock_stops_for_a_hearing(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1, category_code=None, title="想说几句", content="心里话。"))
    task = f"/api/v1/tasks/{number(1)}"

    async def act(officer: httpx.AsyncClient, name: str, **body: Any) -> httpx.Response:
        return await officer.post(f"{task}/{name}", json=body)

    officer = await sign_in("chen-jing")
    sent = {"expected_version": 1, "unit_code": "urban-management", "owner_id": "feng-yan"}
    wrong = await act(officer, "dispatch", **sent, deadline_rule="sign-for")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "deadline_rule")
    await act(officer, "dispatch", **sent, deadline_rule="licence")
    owner = await sign_in("feng-yan")
    signed = (await act(owner, "sign", expected_version=2)).json()
    assert "pause" not in signed["allowed_actions"]
    refused = await act(owner, "pause", expected_version=3, note="听证")
    assert refused.json()["type"].endswith(":actor-pauses")
    head = await sign_in("huang-ting")
    paused = (await act(head, "pause", expected_version=3, note="举行听证")).json()
    assert (paused["state"], paused["deadline"]["light"]) == ("paused", "paused")
    assert (await head.get(DEADLINE)).json()["paused"]
    resumed = (await act(head, "resume", expected_version=4)).json()
    assert resumed["state"] == "handling"


async def test_an_ordinary_task_offers_no_pause_and_refuses_it(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1))
    task = f"/api/v1/tasks/{number(1)}"
    owner = await sign_in("feng-yan")
    await owner.post(f"{task}/sign", json={"expected_version": 2})
    head = await sign_in("huang-ting")
    assert "pause" not in (await head.get(task)).json()["allowed_actions"]
    refused = await head.post(f"{task}/pause", json={"expected_version": 3, "note": "听证"})
    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "urn:jiangxin:problem:rule-allows-pause",
    )
