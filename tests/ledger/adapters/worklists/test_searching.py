"""Search in Chinese: two characters and one, whole sentences, letters, numbers, units; within the scope."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters import task_queries
from services.ledger.adapters.task_queries import PostgresTaskQueries
from services.ledger.adapters.worklists import searching
from services.ledger.adapters.worklists.word_index import WordIndex
from services.ledger.domain.scope import Scope
from services.ledger.domain.task import State
from services.ledger.handlers.lists import Order, TaskFilter
from shared.database import transaction
from shared.events.intake import ComplaintReceived
from tests.ledger.complaints import complaint, number, received
from tests.ledger.conftest import Enter
from tests.ledger.reading import count

CITY = Scope("chen-jing", whole_city=True, unit_code="hotline")
MARKET = Scope("zhang-wei", whole_city=False, unit_code="market-regulation")
TASKS = (
    complaint(1, title="小区门口的路灯不亮", content="晚上看不清台阶。"),
    complaint(2, title="路灯太亮", content="照到卧室，窗帘也挡不住。"),
    complaint(3, title="奶粉 100% 假货", content="批号ＡＢ１２３，店家不认。"),
    complaint(
        4, title="办执照", content="跑了三趟，Wi-Fi 也坏了。", category_code="market-licence"
    ),
)


async def found(
    queries: PostgresTaskQueries, words: str, scope: Scope = CITY, **more: object
) -> list[int]:
    """Which of the tasks a search finds, newest first; as many as the count says."""
    wanted = TaskFilter(words=words, **more)  # type: ignore[arg-type]
    page = await queries.page(scope, wanted)
    assert await queries.counts(scope, [wanted]) == [len(page.tasks)]
    numbers = [number(index) for index in range(5)]
    return [numbers.index(each.task.number) for each in page.tasks]


@pytest.fixture
async def queries(ledger: AsyncEngine, enter: Enter) -> PostgresTaskQueries:
    """The queries, with the tasks entered."""
    await enter(*TASKS)
    return PostgresTaskQueries(ledger)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("路灯", [2, 1]),
        ("灯", [2, 1]),
        ("路灯 门口", [1]),
        ("门口，路灯", [1]),
        ("小区门口的路灯", [1]),
        ("卧室", [2]),
        ("窗帘也挡不住", [2]),
        ("灯路", []),
        ("亮路灯不", []),
        ("100%", [3]),
        ("ab123", [3]),
        ("ＡＢ１２３", [3]),
        ("B12", [3]),
        ("wi-fi", [4]),
        ("WI FI", [4]),
        ("市场监管", [4]),
        ("market", [4]),
        ("市场监管局 执照", [4]),
        ("市场监管局 路灯", []),
        (number(3), [3]),
        (number(3).replace("-", ""), [3]),
        ("２６１１２３ 000003", [3]),
        (number(3)[:7], [4, 3, 2, 1]),
        ("没有这样的事", []),
        ("_", []),
        ("，。", []),
        ("%", []),
    ],
)
async def test_words_are_found_wherever_they_stand(
    queries: PostgresTaskQueries, words: str, expected: list[int]
) -> None:
    assert await found(queries, words) == expected


async def test_pairs_of_neighbours_that_are_not_one_word_find_nothing(
    queries: PostgresTaskQueries, enter: Enter
) -> None:
    await enter(complaint(0, title="路灯亮，门口路", content="灯口"))
    assert await found(queries, "门口路灯") == []


async def test_a_search_stays_within_what_the_officer_may_see(queries: PostgresTaskQueries) -> None:
    assert await found(queries, "跑了三趟", MARKET) == [4]
    assert await found(queries, "路灯", MARKET) == []
    assert await found(queries, number(1), MARKET) == []


async def test_within_a_unit_everything_of_the_unit_and_of_the_officer_is_found(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(*(complaint(index) for index in range(5)))
    queries = PostgresTaskQueries(ledger)
    ours = (
        "unit_code = 'market-regulation'",
        "assist_units = '{housing,market-regulation}'",
        "owner_id = 'zhang-wei'",
        "unit_code = 'market-regulation', recused = '{zhang-wei}'",
    )
    async with transaction(ledger) as connection:
        for index, change in enumerate(ours):
            where = f"WHERE task_number = '{number(index)}'"
            await connection.exec_driver_sql(f"UPDATE tasks SET {change} {where}")
    for words in ("路灯", "文华路 台阶", number(0)[:7]):
        assert await found(queries, words, MARKET) == [2, 1, 0]
    assert await found(queries, "路灯", unit_code="market-regulation") == [3, 0]
    assert await found(queries, "路灯", owner_id="zhang-wei") == [2]


async def test_a_search_narrows_with_the_other_conditions(queries: PostgresTaskQueries) -> None:
    assert await found(queries, "了", states=frozenset({State.DISPATCHED})) == [4]
    assert await found(queries, "路灯", states=frozenset({State.CLOSED})) == []
    assert await found(queries, "路灯", order=Order.DUE) == [1, 2]


async def test_pages_of_a_search_show_each_task_once(ledger: AsyncEngine, enter: Enter) -> None:
    await enter(*(complaint(index) for index in range(30)))
    queries = PostgresTaskQueries(ledger)
    seen, after = [], None
    while True:
        page = await queries.page(CITY, TaskFilter(words="路灯"), after, 7)
        seen += [each.task.number for each in page.tasks]
        after = page.next
        if after is None:
            break
    assert seen == [number(index) for index in range(29, -1, -1)]


@pytest.mark.parametrize("rows", [1, 3, 10])
async def test_a_word_that_many_have_is_found_as_every_other(
    queries: PostgresTaskQueries, enter: Enter, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await enter(*(complaint(index, title=f"ＮＯ{index} 路灯") for index in range(10, 22)))
    wanted = TaskFilter(words="no 路灯")
    whole = await queries.page(CITY, wanted)
    for recent in (0, 5, 250):
        monkeypatch.setattr(task_queries, "RECENT", recent)
        monkeypatch.setattr(searching, "RECENT", recent)
        page = await queries.page(CITY, wanted, None, rows)
        assert page.tasks == whole.tasks[:rows]
        assert page.next is not None


async def test_words_are_read_once_however_often_one_looks(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(complaint(1))
    assert await count(ledger, "words_waiting") == 0
    assert await WordIndex(ledger)() == 0
    assert await count(ledger, "task_words") == 1


async def test_what_another_replica_registers_is_read_by_any(
    ledger: AsyncEngine, register: object
) -> None:
    events: list[ComplaintReceived] = [complaint(index) for index in range(250)]
    async with transaction(ledger) as connection:
        await register(connection, [received(each) for each in events])  # type: ignore[operator]
    assert await count(ledger, "words_waiting") == 250
    assert await WordIndex(ledger)() == 250
    assert await count(ledger, "task_words") == 250
