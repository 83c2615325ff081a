"""What every indicator must do. A new one is tested here as soon as it is registered."""

from datetime import date, timedelta
from operator import attrgetter

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.domain.period import Period
from services.metrics.domain.scope import By, Filters, Scope
from services.metrics.indicators import INDICATORS
from services.metrics.indicators.indicator import Indicator, Kind, Part, Value
from services.metrics.indicators.stocks import Stock
from shared.language import Language, Text
from tests.metrics.conftest import Record, count_behind
from tests.metrics.events import MONDAY, acts, improvements, notice, number, parked, whole_life

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
SCOPE = Scope(PERIOD, MONDAY + timedelta(days=20))
MIDWAY = Scope(PERIOD, MONDAY + timedelta(days=2))
"""While the one case is open."""

CODE = attrgetter("code")
STOCKS = [each.code for each in INDICATORS if isinstance(each, Stock)]

each = pytest.mark.parametrize("indicator", INDICATORS, ids=CODE)


@pytest.fixture
async def one_case(database: AsyncEngine, record: Record) -> AsyncEngine:
    """One case from beginning to end, one of each act, two notices about it, one message put aside.

    Besides, one entry of each of the other ledgers and one guide.
    """
    said = {"category_code": "roads", "channel": "hotline"}
    await record(whole_life(number(1), due_in=timedelta(days=1), **said))
    await record([notice("n-1"), notice("n-2", failed=True), parked()])
    await record(acts(number(1), MONDAY + timedelta(days=3)))
    await record(improvements())
    return database


async def compute(
    engine: AsyncEngine, indicator: Indicator, scope: Scope, by: By | None = None
) -> list[Value]:
    async with engine.connect() as connection:
        return list(await indicator.compute(connection, scope, by))


def in_languages(text: Text) -> tuple[str, str]:
    return text.in_(Language.ZH), text.in_(Language.EN)


@each
def test_it_is_named_and_defined_in_both_languages(indicator: Indicator) -> None:
    for text in (indicator.name, indicator.definition.formula, indicator.definition.source):
        chinese, english = in_languages(text)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)
        assert english
        assert english.isascii()


@each
def test_its_code_can_stand_in_an_address_and_is_nobody_elses(indicator: Indicator) -> None:
    assert indicator.code.isidentifier()
    assert [other.code for other in INDICATORS].count(indicator.code) == 1


@each
async def test_of_nothing_it_says_nothing_without_failing(
    database: AsyncEngine, indicator: Indicator
) -> None:
    (whole,) = await compute(database, indicator, SCOPE)
    assert whole.n == 0
    assert whole.group is None
    assert whole.value == (0 if indicator.kind is Kind.COUNT else None)
    for by in indicator.divisions:
        assert all(value.n == 0 for value in await compute(database, indicator, SCOPE, by))


@each
async def test_one_case_is_counted_once(one_case: AsyncEngine, indicator: Indicator) -> None:
    scope = MIDWAY if indicator.code in STOCKS else SCOPE
    (whole,) = await compute(one_case, indicator, scope)
    assert whole.n == 1
    assert whole.rejected == 0
    assert whole.value is not None
    if indicator.kind is Kind.SHARE:
        assert whole.denominator == 1
        assert whole.numerator in (0, 1)


@each
async def test_its_groups_add_up_to_the_whole(one_case: AsyncEngine, indicator: Indicator) -> None:
    scope = MIDWAY if indicator.code in STOCKS else SCOPE
    (whole,) = await compute(one_case, indicator, scope)
    for by in indicator.divisions:
        values = await compute(one_case, indicator, scope, by)
        counted = values[-1:] if by.is_time and indicator.code in STOCKS else values
        assert sum(value.n for value in counted) == whole.n
        assert all(value.group is not None for value in values)


@pytest.mark.parametrize(
    "indicator", [each for each in INDICATORS if By.UNIT in each.divisions], ids=CODE
)
async def test_filters_that_match_nothing_leave_nothing(
    one_case: AsyncEngine, indicator: Indicator
) -> None:
    for filters in (Filters(unit="x"), Filters(category="x"), Filters(channel="x")):
        (whole,) = await compute(one_case, indicator, Scope(PERIOD, SCOPE.now, filters))
        assert whole.n == 0


@pytest.mark.parametrize("indicator", [each for each in INDICATORS if each.listing()], ids=CODE)
async def test_the_rows_behind_it_are_as_many_as_it_says(
    one_case: AsyncEngine, indicator: Indicator
) -> None:
    scope = MIDWAY if indicator.code in STOCKS else SCOPE
    (whole,) = await compute(one_case, indicator, scope)
    assert await count_behind(one_case, indicator.listing(), scope) == whole.n
    if indicator.kind is Kind.SHARE:
        hit = await count_behind(one_case, indicator.listing(Part.HIT), scope)
        missed = await count_behind(one_case, indicator.listing(Part.MISSED), scope)
        assert (hit, hit + missed) == (whole.numerator, whole.denominator)
