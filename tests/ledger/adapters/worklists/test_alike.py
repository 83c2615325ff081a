"""What may be the same matter: word for word, nearly the same title, within the scope, not long ago."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.task_queries import PostgresTaskQueries
from services.ledger.domain.scope import Scope
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import MONDAY_MORNING, Enter

CITY = Scope("chen-jing", whole_city=True, unit_code="hotline")
MARKET = Scope("zhang-wei", whole_city=False, unit_code="market-regulation")
SINCE = MONDAY_MORNING - timedelta(days=90)
WORDS = "电梯停运半个月，楼里有坐轮椅的老人。"


async def test_the_same_words_and_nearly_the_same_titles_are_told_apart(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(
        complaint(1, title="文昌街 12 号电梯停运半个月没有修好", content=WORDS),
        complaint(2, title="文昌街12号，电梯停运半个月没有修好", content=WORDS.replace("，", " ")),
        complaint(3, title="文昌街 12 号电梯停运半个月没人修好", content="物业说在走流程。"),
        complaint(4, title="早高峰的公交车等了五十分钟", content="连着三天没有按时到。"),
    )
    alike = await PostgresTaskQueries(ledger).alike(CITY, number(1), SINCE)
    assert [each.task.number for each in alike.same] == [number(2)]
    assert [each.task.number for each in alike.similar] == [number(3)]


async def test_what_a_unit_may_not_see_is_not_named_to_it(
    ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(complaint(1, category_code="market-licence"), complaint(2))
    queries = PostgresTaskQueries(ledger)
    assert (await queries.alike(MARKET, number(1), SINCE)).same == []
    assert len((await queries.alike(CITY, number(1), SINCE)).same) == 1


async def test_what_was_registered_before_is_left_out(ledger: AsyncEngine, enter: Enter) -> None:
    await enter(complaint(1), complaint(2))
    late = MONDAY_MORNING + timedelta(days=1)
    assert (await PostgresTaskQueries(ledger).alike(CITY, number(1), late)).same == ()


async def test_a_persons_other_cases_are_found_within_the_scope_and_never_confidential_ones(
    ledger: AsyncEngine, enter: Enter
) -> None:
    who = {"reporter_key": "a" * 32}
    await enter(
        complaint(1, title="路灯不亮", **who),
        complaint(2, title="执照换地址", category_code="market-licence", **who),
        complaint(3, title="不想让人知道", confidential=True, **who),
        complaint(4, title="另一个人的事", reporter_key="b" * 32),
        complaint(5, title="没有留电话"),
    )
    queries = PostgresTaskQueries(ledger)

    async def others(scope: Scope, index: int) -> list[str]:
        found = await queries.alike(scope, number(index), SINCE)
        return [each.task.number for each in found.same_person]

    assert await others(CITY, 1) == [number(2)]
    assert await others(CITY, 2) == [number(1)]
    assert await others(MARKET, 2) == []
    assert [await others(CITY, index) for index in (3, 4, 5)] == [[], [], []]
