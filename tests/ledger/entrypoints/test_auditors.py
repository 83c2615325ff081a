"""Auditors read everything and change nothing: every address of the ledger that takes a POST."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.ledger.entrypoints.bodies import BODIES
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import SIGNING_IN, WORK, Enter, SignIn
from tests.ledger.reading import rows

EXAMPLES = {
    "/staff/{code}": "/staff/feng-yan",
    "/{section}/{code}": "/districts/binhu",
    "/{section}": "/districts",
    "/items/{code}": "/items/food-licence",
    "/service-items/{code}": "/service-items/food-licence",
    "{code}": "ordinary",
    "{name}": "failed_attempts",
    "{number:int}": "1",
}
"""What is there: an answer that there is nothing of that name would prove nothing."""
OFFICE = ("/organisation", "/items", "/service-items", "/deadline", "/calendars")
"""What is in these addresses is refused for who asks, before anything else is looked at."""
BESIDE = (
    *("take", "mend", "reopen", "add_task", "use", "withdraw"),
    *("claim", "assign", "progress", "resolve", "contact", "end", "hand_over"),
)
"""What can be done in the ledgers beside the tasks; on entries that are there: `tests/ledger/beside`."""
QUESTIONS = {
    "/desk/organisation",
    "/desk/deadlines",
    "/api/v1/deadline-rules/choice",
    "/api/v1/organisation/routing/dry-run",
}
"""A POST that only asks: where would this go, which rule would it get?"""
OWN_FILTERS = {"/desk/filters", "/desk/filters/remove"}
"""What somebody looks at is their own affair."""
OWN_SESSION = {
    "/login",
    "/login/first",
    "/logout",
    "/api/v1/session",
    "/desk/password",
    "/desk/sessions/end",
    "/api/v1/session/renew",
}
"""Signing in and out is everybody's, and changes nothing but the own session."""
GIVEN: dict[str, dict[str, Any]] = {
    "dispatch": {"unit_code": "housing"},
    "report": {
        "result": "resolved",
        "public_reply": "好了",
        "measures": ["换"],
        "contact": "phone",
    },
    "decline": {"reason": "no_new_facts", "referral": "法院"},
    "answer": {"public_reply": "好了"},
    "merge": {"master_number": number(2)},
    "contact": {"means": "phone", "reached": True},
    "plan": {"text": "换灯泡"},
    "fulfil": {"measure": 1, "evidence": "照片"},
    "defer": {"plan": "明年", "date": "2027-06-30"},
    "ask_return": {"note": "不归我们", "legal_basis": "第八条"},
    "ask_extension": {"working_days": 1, "note": "等"},
    "assign_finally": {"unit_code": "housing"},
    "call_back": {"outcome": "satisfied", "resolved": True},
    "supervise": {"level": "reminded", "note": "快"},
    "recuse": {"note": "亲属"},
    "reveal": {"purpose": "contact"},
}
FILES = {"file": ("整改后.png", b"\x89PNG\r\n\x1a\n" + bytes(16), "image/png")}


REVISION = {"expected_revision": 0}
ITEMS: dict[str, dict[str, Any]] = {
    "service-items": {"code": "new-one", "name_zh": "新事项", "unit_code": "market-regulation"},
    "draft": REVISION,
    "publish": REVISION,
}


def changing(app: Starlette) -> Iterator[tuple[str, str]]:
    """Every address that takes anything but a question, with the method."""
    for route in app.routes:
        for method in set(getattr(route, "methods", None) or ()) - {"GET", "HEAD"}:
            yield method, str(getattr(route, "path", ""))


async def state_of(engine: AsyncEngine) -> list[Any]:
    tables = [table for table in WORK if table not in SIGNING_IN]
    return [await rows(engine, f"SELECT * FROM {table}") for table in tables]


@pytest.mark.parametrize("more_roles", [False, True], ids=["auditor", "auditor and all else"])
async def test_whatever_an_auditor_posts_changes_nothing(
    service: Starlette, ledger: AsyncEngine, enter: Enter, sign_in: SignIn, more_roles: bool
) -> None:
    await enter(complaint(1, has_contact=True), complaint(2, category_code=None, title="想说几句"))
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO service_items (code, name_zh, changed_at) "
            "VALUES ('food-licence', '食品经营许可', '2026-11-01T00:00:00Z')"
        )
    officer = await sign_in("wu-gang")
    if more_roles:
        await give_every_role(ledger)
    before = await state_of(ledger)
    for method, path in changing(service):
        if path in OWN_SESSION | OWN_FILTERS:
            continue
        names = [*BODIES] if "{action}" in path else BESIDE if "{act}" in path else [""]
        for name in names:
            address = path.replace("{number}", number(1)).replace("{action}", name)
            address = address.replace("{act}", name)
            for part, value in EXAMPLES.items():
                address = address.replace(part, value)
            assert "{" not in address, f"say here how to try {path}"
            last = address.rpartition("/")[2]
            body = {"expected_version": 2, **GIVEN.get(last, {})}
            body = ITEMS[last] if address.startswith("/api/v1/service-items") else body
            answer = await tried(officer, method, address, body)
            expected = {200, 422} if path in QUESTIONS else {403, 404, 405, 409, 422}
            if path not in QUESTIONS and any(part in path for part in OFFICE):
                expected = {403}
            assert answer.status_code in expected, (address, answer.status_code)
            if address.startswith("/api") and address.rpartition("/")[2] in (
                "sign",
                "supervise",
                "evidence",
            ):
                assert answer.status_code == 403, answer.text
    assert await state_of(ledger) == before


async def tried(
    officer: httpx.AsyncClient, method: str, address: str, body: dict[str, Any]
) -> httpx.Response:
    if address.endswith("/evidence"):
        return await officer.post(address, data={**body, "shows": "after"}, files=FILES)
    if address.startswith("/api"):
        return await officer.request(method, address, json=body)
    return await officer.post(address, data=body, headers={"accept": "text/html"})


async def give_every_role(ledger: AsyncEngine) -> None:
    """The auditor is made everything else as well; whoever reads all still changes nothing."""
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE staff SET unit_code = 'urban-management', roles = "
            "'{dispatcher,owner,unit_head,supervisor,auditor}' WHERE staff_id = 'wu-gang'"
        )
        await connection.exec_driver_sql("UPDATE organisation SET version = version + 1")


async def test_an_auditor_is_shown_every_task_and_nothing_to_do(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2, category_code="food-safety"))
    officer = await sign_in("wu-gang")
    listed = (await officer.get("/api/v1/tasks")).json()["tasks"]
    assert len(listed) == 2
    for each in listed:
        whole = (await officer.get(f"/api/v1/tasks/{each['task_number']}")).json()
        assert whole["allowed_actions"] == []
