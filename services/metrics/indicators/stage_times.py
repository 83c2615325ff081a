"""Indicators that say how long a stage takes: median and P90, exact, from each case's own times."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.period import ZONE
from services.metrics.domain.scope import BY_CASE, By, Scope
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
    source: str = "cases"
    kind: Kind = Kind.HOURS
    divisions: frozenset[By] = BY_CASE
    entries: bool = False
    """Whether the rows have a place on the desk, a name and a moment, and can be listed by them."""

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """Value is the median, in hours or days rounded to four places; None when nothing counts."""
        statement = f"""
        SELECT name, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY taken)
                 FILTER (WHERE taken >= 0) AS percentiles,
               count(*) FILTER (WHERE taken >= 0) AS n, count(*) FILTER (WHERE taken < 0) AS rejected
        FROM (
          SELECT {group_of(by, self.ends)} AS name, {self._taken} AS taken FROM {self.source}
          WHERE {FILTERED} AND {self.begins} IS NOT NULL AND {within(self.ends)}
        ) AS times GROUP BY 1 ORDER BY 1
        """
        rows = await execute(connection, statement, *parameters(scope))
        values = [_value(name_of(row.name), row.percentiles, row.n, row.rejected) for row in rows]
        return values or ([Value(None, 0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The slowest first, with the time each took."""
        condition = f"{self.begins} IS NOT NULL AND {within(self.ends)}"
        hours = self._taken if self.kind is Kind.HOURS else f"24 * ({self._taken})"
        order = f"{self._taken} DESC"
        return Listing(condition, order, hours, source=self.source, moment=self.ends)

    @property
    def _taken(self) -> str:
        if self.kind is Kind.DAYS:
            ends, begins = (
                f"({at} AT TIME ZONE '{ZONE.key}')::date" for at in (self.ends, self.begins)
            )
            return f"({ends} - {begins})::float8"
        return f"date_part('epoch', {self.ends} - {self.begins}) / 3600"


def _value(group: str | None, percentiles: Sequence[float] | None, n: int, rejected: int) -> Value:
    median, p90 = (round(hours, 4) for hours in percentiles) if percentiles else (None, None)
    return Value(median, n, group, p90=p90, rejected=rejected)
