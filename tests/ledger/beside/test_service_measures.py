"""问题清单 → 服务清单: closed problems become services, and each use is counted."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.beside.conftest import Send, fits, guard_of
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.reading import rows

PROMISE: dict[str, Any] = {
    "promise": "路灯报修半小时内回电，当晚先装临时灯",
    "for_whom": "报修路灯的居民",
    "unit_code": "urban-management",
    "source_tasks": [number(1)],
}
HOME = "service-measures"


@pytest.fixture
async def closed(enter: Enter, boards: AsyncEngine) -> AsyncEngine:
    """Tasks 1 and 2 are closed, task 3 is in hand."""
    await enter(*(complaint(index) for index in (1, 2, 3)))
    async with boards.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE tasks SET state = 'closed' WHERE task_number <> $1", (number(3),)
        )
    return boards


async def promoted(send: Send, who: str = "feng-yan", **changes: Any) -> str:
    answer = await send(who, HOME, **{**PROMISE, **changes})
    assert answer.status_code == 201, answer.text
    return f"{HOME}/{answer.json()['number']}"


async def test_closed_problems_become_a_service_that_names_them(
    closed: AsyncEngine, send: Send
) -> None:
    measure = await promoted(send, source_tasks=[number(1), number(2)])
    answer = await send("feng-yan", f"{measure}/use", expected_version=1, used_on="2026-11-23")
    body = answer.json()
    fits(body, "ServiceMeasure")
    assert body["source_tasks"] == [number(1), number(2)]
    assert body["since"] == "2026-11-23"
    told = await rows(closed, "SELECT event_type FROM outbox ORDER BY id DESC LIMIT 2")
    assert [each["event_type"] for each in told] == [
        "ledger.service_measure.used.v1",
        "ledger.service_measure.promoted.v1",
    ]


async def test_uses_are_counted_by_month(closed: AsyncEngine, send: Send) -> None:
    measure = await promoted(send, since="2026-09-01")
    for version, (day, times) in enumerate(
        [("2026-10-31", 2), ("2026-11-01", 3), ("2026-11-23", 4)], start=1
    ):
        answer = await send(
            "feng-yan", f"{measure}/use", expected_version=version, used_on=day, times=times
        )
    assert answer.json()["uses"] == 9
    assert answer.json()["uses_by_month"] == [
        {"month": "2026-10", "times": 2},
        {"month": "2026-11", "times": 7},
    ]


async def test_uses_recorded_at_the_same_moment_all_count(
    closed: AsyncEngine, send: Send, visitor: httpx.AsyncClient
) -> None:
    measure = await promoted(send)
    body = {"expected_version": 1, "used_on": "2026-11-23"}
    address = f"/api/v1/ledgers/{measure}/use"
    answers = await asyncio.gather(*(visitor.post(address, json=body) for _ in range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert (await visitor.get(f"/api/v1/ledgers/{measure}")).json()["uses"] == 8


async def test_another_problem_is_added_once(closed: AsyncEngine, send: Send) -> None:
    measure = await promoted(send)
    added = await send("feng-yan", f"{measure}/add_task", expected_version=1, task_number=number(2))
    assert added.json()["source_tasks"] == [number(1), number(2)]
    again = await send("feng-yan", f"{measure}/add_task", expected_version=2, task_number=number(2))
    assert guard_of(again) == (422, "task-is-another")


async def test_withdrawn_it_counts_no_more(closed: AsyncEngine, send: Send) -> None:
    measure = await promoted(send)
    await send("feng-yan", f"{measure}/withdraw", expected_version=1, reason="已并入一窗通办")
    late = await send("feng-yan", f"{measure}/use", expected_version=2, used_on="2026-11-23")
    assert guard_of(late) == (409, "state-is-in-force")


@pytest.mark.parametrize(
    ("who", "changes", "expected"),
    [
        ("feng-yan", {"source_tasks": [number(3)]}, (422, "tasks-are-closed")),
        ("feng-yan", {"source_tasks": []}, (422, "tasks-are-given")),
        ("feng-yan", {"source_tasks": [number(9)]}, (422, "task-is-known")),
        ("feng-yan", {"service_item_code": "moon-1"}, (422, "item-is-known")),
        ("feng-yan", {"for_whom": ""}, (422, "audience-is-given")),
        ("feng-yan", {"promise": ""}, (422, "said-what")),
        ("wu-gang", {}, (403, "actor-acts-for-unit")),
        ("chen-jing", {"unit_code": "moon"}, (422, "unit-is-known")),
    ],
)
async def test_a_refused_promotion_names_its_guard(
    closed: AsyncEngine, send: Send, who: str, changes: dict[str, Any], expected: tuple[int, str]
) -> None:
    answer = await send(who, HOME, **{**PROMISE, **changes})
    assert guard_of(answer) == expected
    assert await rows(closed, "SELECT 1 FROM service_measures") == []


@pytest.mark.parametrize(
    ("day", "guard"), [("2026-11-24", "used-by-now"), ("2026-11-22", "used-since-it-began")]
)
async def test_a_use_has_a_day_on_which_it_was_offered(
    closed: AsyncEngine, send: Send, day: str, guard: str
) -> None:
    measure = await promoted(send)
    answer = await send("feng-yan", f"{measure}/use", expected_version=1, used_on=day)
    assert guard_of(answer) == (422, guard)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_officer_reads_it_but_only_some_the_problems_title(
    closed: AsyncEngine, send: Send, sign_in: SignIn, lang: str
) -> None:
    measure = await promoted(send)
    await send("feng-yan", f"{measure}/use", expected_version=1, used_on="2026-11-23", times=5)
    page: dict[str, Any] = {"params": {"lang": lang}, "headers": {"accept": "text/html"}}
    own = await (await sign_in("feng-yan")).get(f"/desk/ledgers/{measure}", **page)
    other = await (await sign_in("he-ping")).get(f"/desk/ledgers/{measure}", **page)
    assert "小区门口的路灯不亮" in own.text
    assert other.status_code == 200
    assert "小区门口的路灯不亮" not in other.text
    assert number(1) in other.text
    listed = await (await sign_in("he-ping")).get(f"/desk/ledgers/{HOME}", **page)
    assert PROMISE["promise"] in listed.text


async def test_the_form_is_filled_from_the_task_and_takes_numbers_as_they_are_written(
    closed: AsyncEngine, send: Send, sign_in: SignIn
) -> None:
    officer, page = await sign_in("feng-yan"), {"accept": "text/html"}
    task = await officer.get(f"/desk/tasks/{number(1)}", headers=page)
    link = f"/desk/ledgers/{HOME}/new?source_tasks={number(1)}"
    assert link in task.text
    assert number(1) in (await officer.get(link, headers=page)).text
    form = {**PROMISE, "source_tasks": f"{number(1)}、 {number(2)}"}
    answer = await officer.post(f"/desk/ledgers/{HOME}/new", data=form, headers=page)
    assert answer.status_code == 303, answer.text
