"""Lists longer than a page: every entry is reached by the link to the next one, and none twice."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.beside.rows import values_of
from services.ledger.adapters.metadata import METADATA
from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.liaison.assignment import Assignment, PartnerKind
from services.ledger.domain.pain_points.pain_point import PainPoint
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle
from services.ledger.domain.quick_fixes.quick_fix import QuickFix
from services.ledger.domain.service_measures.measure import ServiceMeasure
from shared.database import transaction
from tests.ledger.conftest import SignIn

DAY, MANY = date(2026, 11, 23), 51
SAID: Mapping[str, Any] = {
    "unit_code": "market-regulation",
    "entered_by": "zhao-lei",
    "entered_at": datetime(2026, 11, 23, tzinfo=UTC),
}


def entries() -> dict[str, list[Entry]]:
    """One more of each than a page holds; contacts due on few days, in no order."""
    numbers = range(1, MANY + 1)
    fixed = {"place": "东门", "found_by": "走访", "found_on": DAY, "due_on": DAY}
    pain = {"obstacle": Obstacle.HARD, "cause": Cause.LAW, "step": "", "heard_at": "座谈"}
    firm = {"staff_id": "zhang-wei", "kind": PartnerKind.VILLAGE, "partner": "村"}
    return {
        "quick_fixes": [QuickFix(number=n, what="坏了", **fixed, **SAID) for n in numbers],
        "pain_points": [
            PainPoint(number=n, what="难", claim_by=DAY, **pain, **SAID) for n in numbers
        ],
        "service_measures": [
            ServiceMeasure(
                number=n, promise="帮办", for_whom="老人", since=DAY, source_tasks=(), **SAID
            )
            for n in numbers
        ],
        "liaison": [
            Assignment(
                number=n,
                every_days=30,
                since=DAY,
                next_on=DAY + timedelta(days=n * 7 % 5),
                **firm,
                **SAID,
            )
            for n in numbers
        ],
    }


async def turned(officer: httpx.AsyncClient, address: str, slug: str) -> list[int]:
    """The numbers of entries as the pages show them, page after page."""
    numbers: list[int] = []
    while address:
        page = await officer.get(address, headers={"accept": "text/html"})
        assert page.status_code == 200, page.text
        numbers += map(int, re.findall(rf'href="/desk/ledgers/{slug}/(\d+)"', page.text))
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = following[1].replace("&amp;", "&") if following else ""
    return numbers


async def test_every_entry_of_every_ledger_is_on_one_page(
    boards: AsyncEngine, sign_in: SignIn
) -> None:
    async with transaction(boards) as connection:
        for table, kept in entries().items():
            await connection.execute(
                insert(METADATA.tables[table]), [values_of(each) for each in kept]
            )
    officer = await sign_in("zhou-min")
    newest = [*range(MANY, 0, -1)]
    assert await turned(officer, "/desk/ledgers/pain-points", "pain-points") == newest
    assert await turned(officer, "/desk/ledgers/service-measures", "service-measures") == newest
    board = await officer.get("/desk/ledgers/quick-fixes?lang=en", headers={"accept": "text/html"})
    assert 'href="/desk/ledgers/quick-fixes?state=found">See all 51' in board.text
    column = "/desk/ledgers/quick-fixes?state=found"
    assert await turned(officer, column, "quick-fixes") == newest
    soonest = sorted(range(1, MANY + 1), key=lambda n: (n * 7 % 5, n))
    assert await turned(officer, "/desk/ledgers/liaison", "liaison") == soonest


@pytest.mark.parametrize("after", ["x", "MjAyNi0xMS0yM1QwMDowMDowMCswMDowMCB4"])
@pytest.mark.parametrize("slug", ["pain-points", "liaison"])
async def test_a_place_that_is_none_is_refused(
    boards: AsyncEngine, sign_in: SignIn, slug: str, after: str
) -> None:
    officer = await sign_in("zhou-min")
    assert (await officer.get(f"/desk/ledgers/{slug}?after={after}")).status_code == 422
