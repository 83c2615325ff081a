"""How it went, day by day (or by week or month): received beside closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.period import ONE_DAY, Grain, midnight, next_step
from services.metrics.domain.scope import By, Scope
from services.metrics.entrypoints import answers
from services.metrics.entrypoints.asking import Asked
from services.metrics.entrypoints.names import Names
from services.metrics.indicators import BY_CODE
from shared.language import Text
from shared.web.charts import Line

SERIES = ("received", "closed")


@dataclass(frozen=True, slots=True)
class Course:
    """A line chart: one label for each step, one line for each figure, with a link for each mark."""

    title: Text
    label: Text
    labels: Sequence[Text]
    lines: Sequence[Line]
    note: Text | None
    """Says so when the first or the last step is cut off: it looks lower than it is."""


GRAINS = {
    Grain.DAY: Text("日期", "Day"),
    Grain.WEEK: Text("周（起始日）", "Week from"),
    Grain.MONTH: Text("月份", "Month"),
}

UNFINISHED = {
    Grain.DAY: Text("最后一天还没过完。", "The last day is not over yet."),
    Grain.WEEK: Text(
        "头一周或最后一周不满七天。", "The first or the last week is not a whole one."
    ),
    Grain.MONTH: Text(
        "头一个月或最后一个月不满。", "The first or the last month is not a whole one."
    ),
}


async def read_course(connection: AsyncConnection, asked: Asked, names: Names) -> Course:
    """Every step of the period is there, also those in which nothing happened."""
    scope = asked.scope
    grain = scope.period.grain()
    by = By(grain.value)
    steps = scope.period.steps(grain)
    lines, sums = [], []
    for code in SERIES:
        counted = await BY_CODE[code].compute(connection, scope, by)
        found = {value.group: value.n for value in counted}
        lines.append(Line(BY_CODE[code].name, [found.get(step.isoformat(), 0) for step in steps]))
        sums.append(sum(found.values()))
    return Course(
        title=answers.pace(*sums),
        label=GRAINS[grain],
        labels=[names.of(by, step.isoformat()) for step in steps],
        note=UNFINISHED[grain] if _is_cut(scope, steps, grain) else None,
        lines=lines,
    )


def _link(asked: Asked, code: str, step: date, grain: Grain) -> str:
    """The cases behind one mark: one step, within the period."""
    last = min(next_step(step, grain) - ONE_DAY, asked.scope.period.last)
    first = max(step, asked.scope.period.first)
    days = {"from": first.isoformat(), "to": last.isoformat()}
    return f"/figures/cases?{asked.query(figure=code, period=None, **days)}"


def _is_cut(scope: Scope, steps: Sequence[date], grain: Grain) -> bool:
    return steps[0] < scope.period.first or midnight(next_step(steps[-1], grain)) > scope.until
