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
    """What is missing at an end: a step that is cut off would look like a fall."""


GRAINS = {
    Grain.DAY: Text("日期", "Day"),
    Grain.WEEK: Text("周（起始日）", "Week from"),
    Grain.MONTH: Text("月份", "Month"),
}

TODAY_SO_FAR = Text("最后一天还没过完。", "The last day is not over yet.")
CUT_OFF = {
    Grain.WEEK: Text("不满七天的周没有画。", "Weeks that are not whole are not drawn."),
    Grain.MONTH: Text("不满的月份没有画。", "Months that are not whole are not drawn."),
}


async def read_course(connection: AsyncConnection, asked: Asked, names: Names) -> Course:
    """Every step of the period is there, also those in which nothing happened."""
    scope = asked.scope
    grain = scope.period.grain()
    by = By(grain.value)
    steps = scope.period.steps(grain)
    cut = [step for step in steps if _is_cut(scope, step, grain)]
    lines, sums = [], []
    for code in SERIES:
        counted = await BY_CODE[code].compute(connection, scope, by)
        found = {value.group: value.n for value in counted}
        hidden = () if grain is Grain.DAY else cut
        counts = [None if step in hidden else found.get(step.isoformat(), 0) for step in steps]
        lines.append(
            Line(BY_CODE[code].name, counts, [_link(asked, code, step, grain) for step in steps])
        )
        sums.append(sum(found.values()))
    return Course(
        title=answers.pace(*sums),
        label=GRAINS[grain],
        labels=[names.of(by, step.isoformat()) for step in steps],
        lines=lines,
        note=CUT_OFF.get(grain, TODAY_SO_FAR) if cut else None,
    )


def _link(asked: Asked, code: str, step: date, grain: Grain) -> str:
    """The cases behind one mark: one step, within the period."""
    last = min(next_step(step, grain) - ONE_DAY, asked.scope.period.last)
    first = max(step, asked.scope.period.first)
    days = {"from": first.isoformat(), "to": last.isoformat()}
    return f"/figures/cases?{asked.query(figure=code, period=None, **days)}"


def _is_cut(scope: Scope, step: date, grain: Grain) -> bool:
    """Whether a part of it lies outside the period, or in the future."""
    return step < scope.period.first or midnight(next_step(step, grain)) > scope.until
