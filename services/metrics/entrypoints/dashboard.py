"""What the dashboard shows: headline figures, charts that answer one question each, tables."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import NOT_SET, By, Scope
from services.metrics.entrypoints import answers
from services.metrics.entrypoints.answers import Ranked
from services.metrics.entrypoints.asking import Asked
from services.metrics.entrypoints.course import Course, read_course
from services.metrics.entrypoints.names import Names
from services.metrics.entrypoints.units import UnitLine, read_units
from services.metrics.entrypoints.words import DIVISIONS
from services.metrics.handlers.compute_figures import Figure, compute_figures
from services.metrics.indicators import BY_CODE, CASE_INDICATORS
from services.metrics.indicators.indicator import Indicator, Kind, Value
from shared.language import Text
from shared.web.charts import Bar

SHOWN = 10
"""Bars in a chart; the others are put together in one."""
HEADLINE = ("received", "dispatched", "closed", "open", "overdue")
RATES = ("on_time_rate", "closure_rate", "first_hop_share")
ON_THE_WAY = (
    ("on_time_rate_original", "direct_answer_rate", "dispatch_accuracy", "return_rate"),
    ("extension_rate", "redo_rate", "resolved_rate", "satisfied_rate"),
)
ACTS = (
    ("answered", "declined", "merged", "withdrawn", "reopened", "redo"),
    ("returns_asked", "returned", "returns_rejected", "returns_unanswered", "extended"),
    ("went_overdue", "escalated", "supervised", "supervision_lifted"),
)
"""Rows of figures about what happens between the dispatch and the end."""
AROUND = ("notices_delivered", "notices_failed", "parked")


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure read from afar, and what it was in the period before."""

    indicator: Indicator
    now: Value
    before: Value | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars under their answer."""

    title: Text
    label: Text
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the page, in the order it is read."""

    title: Text
    headline: Sequence[Headline]
    rates: Sequence[Headline]
    around: Sequence[Headline]
    on_the_way: Sequence[Figure]
    course: Course
    bar_charts: Sequence[BarChart]
    punctuality: Text
    stages_title: Text
    stages: Sequence[Figure]
    units: Sequence[UnitLine]

    @property
    def is_empty(self) -> bool:
        """Nothing came in, nothing was done and nothing is open: charts would say nothing."""
        return not any(item.now.n for item in self.headline)


async def read_dashboard(connection: AsyncConnection, asked: Asked, names: Names) -> Dashboard:
    """All of it as of one moment, on one connection."""
    figures = {
        each.indicator.code: each
        for each in await compute_figures(connection, CASE_INDICATORS, asked.scope)
    }
    before = await _before(connection, asked.scope)
    units = await read_units(connection, asked, names)
    charts = [
        *_unit_charts(asked, units),
        await _origin(connection, asked, names, By.CATEGORY, answers.subject),
        await _origin(connection, asked, names, By.CHANNEL, answers.way_in),
    ]
    stages = [each for each in figures.values() if each.indicator.kind is Kind.HOURS]
    whole = {code: figure.whole.n for code, figure in figures.items()}
    return Dashboard(
        title=answers.standing(whole["open"], whole["overdue"]),
        headline=[
            Headline(figures[code].indicator, figures[code].whole, before[code])
            for code in HEADLINE
        ],
        rates=[Headline(figures[code].indicator, figures[code].whole) for code in RATES],
        around=[Headline(figures[code].indicator, figures[code].whole) for code in AROUND],
        on_the_way=[figures[code] for row in (*ON_THE_WAY, *ACTS) for code in row],
        course=await read_course(connection, asked, names),
        bar_charts=[each for each in charts if each.bars],
        punctuality=_punctuality(figures["on_time_rate"]),
        stages_title=answers.slowest(_ranked_stages(stages)),
        stages=stages,
        units=units,
    )


async def _before(connection: AsyncConnection, scope: Scope) -> dict[str, Value]:
    indicators = [BY_CODE[code] for code in HEADLINE]
    figures = await compute_figures(connection, indicators, scope.before())
    return {each.indicator.code: each.whole for each in figures}


def _ranked_stages(stages: Sequence[Figure]) -> list[Ranked]:
    """Single stages by their median, the longest first; the whole way is no stage."""
    timed = [
        Ranked(each.indicator.code, each.indicator.name, each.whole.value)
        for each in stages
        if each.whole.value is not None and each.indicator.code != "received_to_closed"
    ]
    return sorted(timed, key=lambda stage: -stage.value)


def _unit_charts(asked: Asked, units: Sequence[UnitLine]) -> list[BarChart]:
    """Who is late, who has most in hand; left out when the page is about one unit."""
    if asked.scope.filters.unit:
        return []
    late = _ranked([(unit.code, unit.name, unit.overdue) for unit in units])
    load = _ranked([(unit.code, unit.name, unit.open) for unit in units])
    return [
        _chart(answers.lateness(late), By.UNIT, late, asked, "overdue", tone="late"),
        _chart(answers.load(load), By.UNIT, load, asked, "open"),
    ]


async def _origin(
    connection: AsyncConnection,
    asked: Asked,
    names: Names,
    by: By,
    answer: Callable[[Sequence[Ranked]], Text],
) -> BarChart:
    counted: Counter[str] = Counter()
    for value in await BY_CODE["received"].compute(connection, asked.scope, by):
        counted[_shown_as(value.group or "", by, asked, names)] += value.n
    groups = _ranked([(code, names.of(by, code), n) for code, n in counted.items()])
    return _chart(answer(groups), by, groups, asked, "received")


def _shown_as(code: str, by: By, asked: Asked, names: Names) -> str:
    """Categories are shown one level at a time: main ones first, those below when one is chosen."""
    if by is not By.CATEGORY or code == NOT_SET:
        return code
    return names.main_category(code, asked.scope.filters.category)


def _ranked(groups: Sequence[tuple[str, Text, float]]) -> list[Ranked]:
    """The greatest first; groups without any case are left out."""
    counted = [Ranked(*group) for group in groups if group[2]]
    return sorted(counted, key=lambda group: (-group.value, group.group))


def _chart(
    title: Text, by: By, groups: Sequence[Ranked], asked: Asked, code: str, tone: str = ""
) -> BarChart:
    shown = len(groups) if len(groups) == SHOWN + 1 else SHOWN  # nobody is "one other"
    bars = [
        Bar(
            group.name,
            group.value,
            f"/figures/cases?{asked.query(figure=code, **{by.value: group.group})}",
            tone or ("calm" if place else ""),
        )
        for place, group in enumerate(groups[:shown])
    ]
    if rest := groups[shown:]:
        others = Text(f"其余 {len(rest)} 项", f"{len(rest)} others")
        bars.append(Bar(others, sum(group.value for group in rest), tone="rest"))
    return BarChart(title, DIVISIONS[by], bars)


def _punctuality(figure: Figure) -> Text:
    return answers.punctuality(figure.whole.numerator or 0, figure.whole.denominator or 0)
