"""挂点联系: a cadence, contacts, gaps that show, handing everything over in one act."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.liaison.book import PostgresLiaison
from services.ledger.adapters.liaison.tables import LIAISON
from services.ledger.domain.liaison.assignment import Assignment
from services.ledger.handlers.liaison.tell_gaps import TellGaps
from shared.clock import FixedClock
from tests.ledger.beside.conftest import Send, fits, guard_of
from tests.ledger.conftest import SignIn
from tests.ledger.reading import rows

FIRM: dict[str, Any] = {
    "staff_id": "zhang-wei",
    "backup_id": "he-ping",
    "kind": "enterprise",
    "partner": "清澜精密铸造厂",
    "every_days": 30,
    "since": "2026-10-01",
}
HOME = "liaison"
VISIT = {"contact_on": "2026-11-20", "mode": "visit", "said": "问用电扩容"}


async def assigned(send: Send, who: str = "zhao-lei", **changes: Any) -> str:
    answer = await send(who, HOME, **{**FIRM, **changes})
    assert answer.status_code == 201, answer.text
    return f"{HOME}/{answer.json()['number']}"


async def test_a_contact_moves_the_next_one_by_the_cadence(send: Send, boards: AsyncEngine) -> None:
    firm = await assigned(send)
    answer = await send("zhang-wei", f"{firm}/contact", expected_version=1, **VISIT)
    body = answer.json()
    fits(body, "Assignment")
    assert (body["next_on"], body["contacts"], body["days_overdue"]) == ("2026-12-20", 1, 0)
    assert body["contact_log"][0]["said"] == "问用电扩容"
    told = await rows(boards, "SELECT subject FROM outbox ORDER BY id")
    assert [each["subject"] for each in told] == [
        "ledger.liaison.assigned.v1.market-regulation",
        "ledger.liaison.contacted.v1.market-regulation",
    ]


async def test_one_recorded_late_does_not_move_the_next_one_back(send: Send) -> None:
    firm = await assigned(send)
    await send("zhang-wei", f"{firm}/contact", expected_version=1, **VISIT)
    late = {**VISIT, "contact_on": "2026-10-15", "mode": "call"}
    answer = await send("he-ping", f"{firm}/contact", expected_version=1, **late)
    assert (answer.json()["next_on"], answer.json()["contacts"]) == ("2026-12-20", 2)


@pytest.mark.parametrize(
    ("lang", "gap", "longest"),
    [
        ("zh", "超期 23 天", "最久的超了 23 天"),
        ("en", "23 days late", "The longest gap is 23 days"),
    ],
)
async def test_the_page_shows_who_is_overdue_by_how_much_the_longest_first(
    send: Send, sign_in: SignIn, lang: str, gap: str, longest: str
) -> None:
    await assigned(send, partner="刚开始的学校", kind="school", since="2026-11-23")
    await assigned(send)
    officer = await sign_in("wu-gang")
    page = await officer.get(
        f"/desk/ledgers/{HOME}", params={"lang": lang}, headers={"accept": "text/html"}
    )
    assert gap in page.text
    assert longest in page.text
    assert page.text.index(FIRM["partner"]) < page.text.index("刚开始的学校")


async def test_everything_an_official_has_is_handed_over_in_one_act(
    send: Send, boards: AsyncEngine
) -> None:
    first = await assigned(send)
    await assigned(send, partner="东山村", kind="village")
    await assigned(send, partner="别人的厂", staff_id="gao-xiang")
    answer = await send(
        "zhao-lei",
        f"{first}/hand_over",
        expected_version=1,
        to="ma-chao",
        reason="调离",
        everything=True,
    )
    assert (answer.json()["staff_id"], answer.json()["unit_code"]) == ("ma-chao", "housing")
    now = await rows(
        boards, "SELECT staff_id, unit_code, next_on::text FROM liaison ORDER BY number"
    )
    assert [(each["staff_id"], each["unit_code"]) for each in now] == [
        ("ma-chao", "housing"),
        ("ma-chao", "housing"),
        ("gao-xiang", "market-regulation"),
    ]
    assert now[0]["next_on"] == "2026-10-31"
    told = await rows(
        boards, "SELECT 1 FROM outbox WHERE event_type = 'ledger.liaison.handed_over.v1'"
    )
    assert len(told) == 2


async def test_one_alone_is_handed_over_where_no_more_is_asked_for(
    send: Send, boards: AsyncEngine
) -> None:
    first = await assigned(send)
    await assigned(send, partner="东山村", kind="village")
    body = {"to": "gao-xiang", "reason": "分工调整"}
    await send("zhao-lei", f"{first}/hand_over", expected_version=1, **body)
    now = await rows(boards, "SELECT staff_id FROM liaison ORDER BY number")
    assert [each["staff_id"] for each in now] == ["gao-xiang", "zhang-wei"]


async def test_what_has_ended_has_no_gap_and_no_acts(send: Send) -> None:
    firm = await assigned(send)
    ended = await send("zhao-lei", f"{firm}/end", expected_version=1, reason="企业迁出")
    assert (ended.json()["days_overdue"], ended.json()["allowed_acts"]) == (0, [])
    late = await send("zhang-wei", f"{firm}/contact", expected_version=2, **VISIT)
    assert guard_of(late) == (409, "state-is-current")


@pytest.mark.parametrize(
    ("who", "changes", "expected"),
    [
        ("ma-chao", {}, (403, "actor-acts-for-unit")),
        ("wu-gang", {}, (403, "actor-acts-for-unit")),
        ("zhao-lei", {"staff_id": "ghost"}, (422, "person-is-known")),
        ("zhao-lei", {"backup_id": "zhang-wei"}, (422, "backup-is-another")),
        ("zhao-lei", {"partner": " "}, (422, "said-what")),
    ],
)
async def test_a_refused_assignment_names_its_guard(
    send: Send, boards: AsyncEngine, who: str, changes: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert guard_of(await send(who, HOME, **{**FIRM, **changes})) == expected
    assert await rows(boards, "SELECT 1 FROM liaison") == []


@pytest.mark.parametrize(
    ("who", "act", "body", "expected"),
    [
        ("zhang-wei", "contact", {**VISIT, "said": ""}, (422, "said-what-came-up")),
        ("zhang-wei", "contact", {**VISIT, "contact_on": "2026-11-24"}, (422, "contact-by-now")),
        (
            "zhang-wei",
            "contact",
            {**VISIT, "contact_on": "2026-09-30"},
            (422, "contact-since-it-began"),
        ),
        ("wu-gang", "contact", VISIT, (403, "actor-keeps-in-touch")),
        ("he-ping", "hand_over", {"to": "he-ping", "reason": "x"}, (403, "actor-acts-for-unit")),
        (
            "zhao-lei",
            "hand_over",
            {"to": "zhang-wei", "reason": "x"},
            (422, "successor-is-another"),
        ),
        ("zhao-lei", "hand_over", {"to": "ghost", "reason": "x"}, (422, "successor-is-known")),
        ("zhao-lei", "end", {"reason": " "}, (422, "reason-is-given")),
        ("ma-chao", "end", {"reason": "x"}, (404, "not-found")),
    ],
)
async def test_a_refused_act_names_its_guard(
    send: Send, who: str, act: str, body: dict[str, str], expected: tuple[int, str]
) -> None:
    firm = await assigned(send)
    assert guard_of(await send(who, f"{firm}/{act}", expected_version=1, **body)) == expected


async def test_a_missed_contact_is_told_once_for_each_day_due(
    send: Send, boards: AsyncEngine, clock: FixedClock
) -> None:
    await assigned(send)
    later = await assigned(send, since="2026-11-20")
    wakes: list[None] = []
    book = PostgresLiaison(boards, lambda: wakes.append(None), LIAISON, Assignment)
    tell = TellGaps(book, clock)
    assert [await tell(), await tell()] == [1, 0]
    firm = f"{HOME}/{int(later.rpartition('/')[2]) - 1}"
    await send("zhang-wei", f"{firm}/contact", expected_version=1, **VISIT)
    clock.advance(timedelta(days=40))
    assert [await tell(), await tell()] == [2, 0]
    told = await rows(boards, "SELECT 1 FROM outbox WHERE event_type = 'ledger.liaison.missed.v1'")
    assert len(told) == 3
