"""Indicators that say how long a stage takes: median and P90, exact, from each case's own times."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import By, Scope
from services.metrics.indicators.asking import (
    FILTERED,
    group_of,
    name_of,
    parameters,
    within,
)
from services.metrics.indicators.indicator import Definition, Kind, Listing, Part, Value
from shared.database import execute
from shared.language import Text


@dataclass(frozen=True, slots=True)
class StageTime:
    """Of the cases that left the stage in the period. A negative time is counted as rejected."""

    code: str
    name: Text
    definition: Definition
    begins: str
    ends: str
    kind: Kind = Kind.HOURS
    divisions: frozenset[By] = frozenset(By)

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """Value is the median, in hours rounded to four places; None when no case counts."""
        statement = f"""
        SELECT name, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY hours)
                 FILTER (WHERE hours >= 0) AS percentiles,
               count(*) FILTER (WHERE hours >= 0) AS n, count(*) FILTER (WHERE hours < 0) AS rejected
        FROM (
          SELECT {group_of(by, self.ends)} AS name, {self._hours} AS hours FROM cases
          WHERE {FILTERED} AND {self.begins} IS NOT NULL AND {within(self.ends)}
        ) AS times GROUP BY 1 ORDER BY 1
        """
        rows = await execute(connection, statement, *parameters(scope))
        values = [_value(name_of(row.name), row.percentiles, row.n, row.rejected) for row in rows]
        return values or ([Value(None, 0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The slowest first, with the hours each took."""
        condition = f"{self.begins} IS NOT NULL AND {within(self.ends)}"
        return Listing(condition, f"{self._hours} DESC", self._hours)

    @property
    def _hours(self) -> str:
        return f"date_part('epoch', {self.ends} - {self.begins}) / 3600"


def _value(group: str | None, percentiles: Sequence[float] | None, n: int, rejected: int) -> Value:
    median, p90 = (round(hours, 4) for hours in percentiles) if percentiles else (None, None)
    return Value(median, n, group, p90=p90, rejected=rejected)
