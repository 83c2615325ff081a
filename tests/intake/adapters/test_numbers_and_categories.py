"""Numbers that no two processes share; categories found by code and by name."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.categories import CategoryDirectory
from services.intake.adapters.numbers import NumberBlocks
from services.intake.handlers.ports import StorageUnavailable, UnknownCategory
from shared.database import make_engine
from tests.servers import free_port


async def _take(numbers: NumberBlocks, count: int) -> list[int]:
    return [await numbers.next() for _ in range(count)]


async def test_replicas_never_draw_the_same_number(tables: AsyncEngine) -> None:
    replicas = [NumberBlocks(tables) for _ in range(3)]
    taken = await asyncio.gather(*(_take(each, 1500) for each in replicas))
    everything = [number for numbers in taken for number in numbers]
    assert len(set(everything)) == 4500
    assert min(everything) >= 1


async def test_numbers_of_one_process_rise(tables: AsyncEngine) -> None:
    taken = await _take(NumberBlocks(tables), 2500)
    assert taken == sorted(taken)


async def test_many_at_once_get_one_each(tables: AsyncEngine) -> None:
    numbers = NumberBlocks(tables)
    taken = await asyncio.gather(*(numbers.next() for _ in range(1000)))
    assert len(set(taken)) == 1000


async def test_without_a_database_there_is_no_number() -> None:
    engine = make_engine(f"postgresql+asyncpg://nobody@127.0.0.1:{free_port()}/none")
    with pytest.raises(StorageUnavailable):
        await NumberBlocks(engine).next()
    await engine.dispose()


CATEGORIES = """
INSERT INTO categories (code, name_zh, name_en, parent_code, active, version) VALUES
  ('housing', '住房', 'Housing', NULL, true, 1),
  ('lifts', '电梯', 'Lifts', 'housing', true, 1),
  ('lanes', '小巷', 'Lanes', 'roads', true, 1),
  ('roads', '道路', 'Roads', NULL, true, 1),
  ('telegraph', '电报', 'Telegraph', NULL, false, 1)
"""


@pytest.fixture
async def directory(tables: AsyncEngine) -> CategoryDirectory:
    """Five categories, one of them no longer in use."""
    async with tables.begin() as connection:
        await connection.execute(text(CATEGORIES))
    return CategoryDirectory(tables)


async def test_a_category_is_found_by_code_and_by_either_name(directory: CategoryDirectory) -> None:
    for given in ("lifts", "Lifts", "LIFTS", "电梯", " 电梯 "):
        assert await directory.code_of(given) == "lifts"


async def test_children_are_offered_after_their_parents(directory: CategoryDirectory) -> None:
    offered = [category.code for category in await directory.offered()]
    assert offered == ["housing", "lifts", "roads", "lanes"]


async def test_one_no_longer_in_use_is_known_but_not_offered(directory: CategoryDirectory) -> None:
    assert await directory.code_of("电报") == "telegraph"
    assert "telegraph" not in [category.code for category in await directory.offered()]


async def test_one_that_nobody_knows_is_refused(directory: CategoryDirectory) -> None:
    with pytest.raises(UnknownCategory, match="food"):
        await directory.code_of("food")


async def test_one_listed_a_moment_ago_is_found(
    directory: CategoryDirectory, tables: AsyncEngine
) -> None:
    await directory.offered()
    async with tables.begin() as connection:
        await connection.execute(
            text("INSERT INTO categories VALUES ('noise', '噪音', 'Noise', NULL, true, 1)")
        )
    await asyncio.sleep(0.5)  # as old as the copy may be when something is said to be unknown
    assert await directory.code_of("噪音") == "noise"
