"""Finding tasks: pages without gaps or repetitions, counts, scopes, search, and the indexes behind them."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.task_queries import PostgresTaskQueries, page_query
from services.ledger.domain.scope import Scope, scope_of
from services.ledger.domain.task import Actor, State
from services.ledger.handlers.lists import Cursor, Order, Tab, TaskFilter, filter_of, tabs_for
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import MONDAY_MORNING, Enter

CITY = Scope("chen-jing", whole_city=True, unit_code="hotline")
MARKET = Scope("zhang-wei", whole_city=False, unit_code="market-regulation")
OWNER = Actor("feng-yan", "urban-management", frozenset({"owner"}))


@pytest.fixture
def queries(ledger: AsyncEngine) -> PostgresTaskQueries:
    """The queries, on this test's database."""
    return PostgresTaskQueries(ledger)


async def numbers(queries: PostgresTaskQueries, wanted: TaskFilter, limit: int) -> list[str]:
    """Every number of a list, page after page."""
    found: list[str] = []
    after: Cursor | None = None
    while True:
        page = await queries.page(CITY, wanted, after, limit)
        found += [each.task.number for each in page.tasks]
        after = page.next
        if after is None:
            return found


@pytest.mark.parametrize("order", [Order.NEWEST, Order.DUE, Order.WAITING])
@pytest.mark.parametrize("limit", [1, 7, 50])
async def test_pages_show_each_task_once_in_one_order(
    queries: PostgresTaskQueries, enter: Enter, clock: FixedClock, order: Order, limit: int
) -> None:
    for first in (0, 10, 20):
        await enter(*(complaint(index) for index in range(first, first + 10)))
        clock.advance(timedelta(days=2))
    found = await numbers(queries, TaskFilter(order=order), limit)
    assert len(found) == len(set(found)) == 30
    assert found == await numbers(queries, TaskFilter(order=order), 200)
    expected = [number(index) for index in range(30)]
    assert found == (expected[::-1] if order is Order.NEWEST else expected)


async def test_the_end_of_a_list_is_known_without_an_empty_page(
    queries: PostgresTaskQueries, enter: Enter
) -> None:
    await enter(*(complaint(index) for index in range(4)))
    assert (await queries.page(CITY, TaskFilter(), None, 4)).next is None
    assert (await queries.page(CITY, TaskFilter(), None, 3)).next is not None


async def test_a_unit_sees_its_own_tasks_only(queries: PostgresTaskQueries, enter: Enter) -> None:
    await enter(complaint(1), complaint(2, category_code="market-licence"))
    page = await queries.page(MARKET, TaskFilter())
    assert [each.task.number for each in page.tasks] == [number(2)]
    assert await queries.counts(MARKET, [TaskFilter()]) == [1]
    assert await queries.whole(MARKET, number(1)) is None
    assert await queries.whole(MARKET, number(2)) is not None
    nobody = Scope("wu-gang", whole_city=False, unit_code=None)
    assert await queries.counts(nobody, [TaskFilter()]) == [0]


async def test_the_tabs_count_what_they_show(
    queries: PostgresTaskQueries, enter: Enter, clock: FixedClock
) -> None:
    await enter(*(complaint(index) for index in range(4)))
    await enter(complaint(4, category_code=None, title="想说几句", content="心里话。"))
    clock.advance(timedelta(days=14))
    await enter(complaint(5))
    tabs = tabs_for(OWNER)
    filters = [filter_of(tab, OWNER, clock.now()) for tab in tabs]
    counts = dict(zip(tabs, await queries.counts(scope_of(OWNER), filters), strict=True))
    assert counts == {Tab.MINE: 3, Tab.UNIT: 5, Tab.OVERDUE: 4, Tab.ALL: 5}
    tray = filter_of(Tab.TRAY, OWNER, clock.now())
    assert await queries.counts(CITY, [tray]) == [1]


async def test_filters_narrow_together(queries: PostgresTaskQueries, enter: Enter) -> None:
    await enter(
        complaint(1, district_code="binhu"),
        complaint(2, district_code="gaoxin"),
        complaint(3, category_code="city-noise", district_code="binhu"),
    )
    wanted = TaskFilter(
        states=frozenset({State.DISPATCHED}),
        unit_code="urban-management",
        category_codes=frozenset({"city-lighting"}),
        district_code="binhu",
    )
    page = await queries.page(CITY, wanted)
    assert [each.task.number for each in page.tasks] == [number(1)]


async def test_a_whole_task_comes_with_its_trail_in_order(
    queries: PostgresTaskQueries, enter: Enter
) -> None:
    await enter(complaint(1))
    found = await queries.whole(CITY, number(1))
    assert found is not None
    assert found.content == complaint(1).content
    assert [entry.sequence for entry in found.trail] == [1, 2]


@pytest.mark.parametrize(
    ("tab", "index"),
    [
        (Tab.MINE, "tasks_open_by_owner"),
        (Tab.TRAY, "tasks_in_tray"),
        (Tab.AUDIT, "tasks_reported"),
        (Tab.UNIT, "tasks_open_by_unit"),
        (Tab.OVERDUE, "tasks_clock_runs"),
        (Tab.ALL, "tasks_by_registration"),
    ],
)
async def test_each_standing_list_reads_its_own_index(
    ledger: AsyncEngine, tab: Tab, index: str
) -> None:
    wanted = filter_of(tab, OWNER, MONDAY_MORNING)
    async with ledger.connect() as connection:
        await connection.execute(text("SET enable_seqscan = off"))
        await connection.execute(text("SET enable_sort = off"))
        query = page_query(CITY, wanted, None, 50)
        explained = await connection.execute(
            text("EXPLAIN " + str(query.compile(ledger, compile_kwargs={"literal_binds": True})))
        )
        plans = list(explained.scalars())
    assert any(index in line for line in plans), plans
