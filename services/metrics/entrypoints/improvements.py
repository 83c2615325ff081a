"""What the page of the other ledgers and of the four reductions shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import By
from services.metrics.entrypoints.asking import Asked
from services.metrics.entrypoints.names import Names
from services.metrics.entrypoints.words import DIVISIONS
from services.metrics.handlers.compute_figures import Figure, compute_figures
from services.metrics.indicators import BY_CODE
from services.metrics.indicators.improvements import IMPROVEMENTS
from services.metrics.indicators.improvements.liaison import LIAISON
from services.metrics.indicators.improvements.pain_points import PAIN_POINTS
from services.metrics.indicators.improvements.quick_fixes import QUICK_FIXES
from services.metrics.indicators.improvements.reductions import FOUR
from services.metrics.indicators.improvements.service_measures import SERVICE_MEASURES
from services.metrics.indicators.indicator import Indicator
from shared.language import Text
from shared.web.charts import Bar

AREAS = (
    (Text("快查快改", "Quick fixes"), QUICK_FIXES),
    (Text("服务清单", "Service measures"), SERVICE_MEASURES),
    (Text("痛点台账", "Pain points"), PAIN_POINTS),
    (Text("挂点联系", "Liaison"), LIAISON),
)
AROUND_THE_FOUR = ("items_revised", "items_regressed", "elements_removed")
CAUSE_COLUMNS = ("pain_points_entered", "pain_points_claimed", "pain_points_resolved")


@dataclass(frozen=True, slots=True)
class Line:
    """A group with its figures, in the columns' order; None where it has none."""

    code: str
    name: Text
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Improvements:
    """The page, from the top."""

    four: Sequence[Figure]
    around: Sequence[Figure]
    four_by_unit: Sequence[Line]
    reasons: Sequence[Bar]
    areas: Sequence[tuple[Text, Sequence[Figure]]]
    causes: Sequence[Line]
    cause_label: Text = DIVISIONS[By.CAUSE]

    @property
    def codes(self) -> list[str]:
        """Of every figure on the page."""
        return [each.code for each in IMPROVEMENTS]


async def read_improvements(
    connection: AsyncConnection, asked: Asked, names: Names
) -> Improvements:
    """All of it as of one moment, on one connection."""
    found = await compute_figures(connection, IMPROVEMENTS, asked.scope)
    figures = {each.indicator.code: each for each in found}
    causes = [BY_CODE[code] for code in CAUSE_COLUMNS]
    return Improvements(
        four=[figures[each.code] for each in FOUR],
        around=[figures[code] for code in AROUND_THE_FOUR],
        four_by_unit=await _lines(connection, FOUR, asked, names, By.UNIT),
        reasons=await _reasons(connection, asked, names),
        areas=[(title, [figures[each.code] for each in area]) for title, area in AREAS],
        causes=await _lines(connection, causes, asked, names, By.CAUSE),
    )


async def _lines(
    connection: AsyncConnection,
    indicators: Sequence[Indicator],
    asked: Asked,
    names: Names,
    by: By,
) -> list[Line]:
    """One for each group that any of the figures has, by code."""
    figures = await compute_figures(connection, indicators, asked.scope, by)
    codes = sorted({value.group or "" for figure in figures for value in figure.values})
    return [Line(code, names.of(by, code), figures) for code in codes]


async def _reasons(connection: AsyncConnection, asked: Asked, names: Names) -> list[Bar]:
    """Why elements went, the most frequent reason first."""
    values = await BY_CODE["elements_removed"].compute(connection, asked.scope, By.REASON)
    ordered = sorted(values, key=lambda value: -value.n)
    return [Bar(names.of(By.REASON, value.group or ""), value.n) for value in ordered]
