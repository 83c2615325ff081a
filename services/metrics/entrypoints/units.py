"""Units side by side: what they have in hand, what is late, how punctual and how fast they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import By
from services.metrics.entrypoints.asking import Asked
from services.metrics.entrypoints.names import Names
from services.metrics.handlers.compute_figures import Figure, compute_figures
from services.metrics.indicators import BY_CODE
from services.metrics.indicators.indicator import Value
from shared.language import Text

COLUMNS = ("open", "overdue", "closed", "on_time_rate", "received_to_closed")
NO_SHARE = Value(None, 0, numerator=0, denominator=0)
NO_TIME = Value(None, 0)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's figures."""

    code: str
    name: Text
    open: int
    overdue: int
    closed: int
    on_time: Value
    time: Value


async def read_units(connection: AsyncConnection, asked: Asked, names: Names) -> Sequence[UnitLine]:
    """Units that have any figure, most overdue first, then most open, then by code."""
    indicators = [BY_CODE[code] for code in COLUMNS]
    figures = await compute_figures(connection, indicators, asked.scope, By.UNIT)
    codes = sorted({value.group or "" for figure in figures for value in figure.values})
    lines = [_line(code, names, {each.indicator.code: each for each in figures}) for code in codes]
    return sorted(lines, key=lambda line: (-line.overdue, -line.open))


def _line(code: str, names: Names, figures: dict[str, Figure]) -> UnitLine:
    def count(indicator: str) -> int:
        value = figures[indicator].of(code)
        return value.n if value else 0

    return UnitLine(
        code,
        names.of(By.UNIT, code),
        count("open"),
        count("overdue"),
        count("closed"),
        figures["on_time_rate"].of(code) or NO_SHARE,
        figures["received_to_closed"].of(code) or NO_TIME,
    )
