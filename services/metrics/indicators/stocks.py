"""Indicators that count what there is at the end of the period, or now while it lasts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.period import ZONE
from services.metrics.domain.scope import BY_CASE, By, Scope
from services.metrics.indicators.asking import (
    FILTERED,
    START,
    UNTIL,
    group_of,
    name_of,
    parameters,
    span_of,
)
from services.metrics.indicators.indicator import Definition, Kind, Listing, Part, Value
from shared.database import execute
from shared.language import Text


@dataclass(frozen=True, slots=True)
class Stock:
    """How many rows have begun and not ended. Divided by time: at the end of each span."""

    code: str
    name: Text
    definition: Definition
    begins: str
    ends: str
    source: str = "cases"
    condition: str = "true"
    kind: Kind = Kind.COUNT
    divisions: frozenset[By] = BY_CASE
    entries: bool = False
    """Whether the rows have a place on the desk, a name and a moment, and can be listed by them."""

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """Numerator and value are the count; there is no denominator."""
        statement = self._course(by) if by and by.is_time else self._present(by)
        rows = await execute(connection, statement, *parameters(scope))
        values = [Value(row.n, row.n, name_of(row.name), numerator=row.n) for row in rows]
        return values or ([Value(0, 0, numerator=0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The one that has waited longest first; none when it counts something other than cases."""
        if self.source != "cases" and not self.entries:
            return None
        return Listing(self._there, self.begins, source=self.source, moment=self.begins)

    @property
    def _there(self) -> str:
        ended = f"({self.ends} IS NULL OR {self.ends} >= {UNTIL})"
        return f"{self.condition} AND {self.begins} < {UNTIL} AND {ended}"

    def _present(self, by: By | None) -> str:
        return f"""
        SELECT {group_of(by, self.begins)} AS name, count(*) AS n FROM {self.source}
        WHERE {FILTERED} AND {self._there} GROUP BY 1 ORDER BY 1
        """

    def _course(self, by: By) -> str:
        """Everything that began by the end of a span, less everything that ended by then.

        What happened before the period is added up in its first span.
        """
        first = span_of(by, START)
        began = f"greatest({span_of(by, self.begins)}, {first})"
        ended = f"greatest({span_of(by, f'greatest({self.begins}, {self.ends})')}, {first})"
        counted = f"FROM {self.source} WHERE {FILTERED} AND {self.condition} AND {self.begins}"
        return f"""
        WITH changes AS (
          SELECT {began} AS span, count(*) AS change {counted} < {UNTIL} GROUP BY 1
          UNION ALL
          SELECT {ended}, -count(*) {counted} < {UNTIL} AND {self.ends} < {UNTIL} GROUP BY 1
        ), spans AS (
          SELECT generate_series({first}, {UNTIL} AT TIME ZONE '{ZONE.key}',
                                 interval '1 {by.value}') AS span
        )
        SELECT span AS name, (sum(sum(coalesce(change, 0))) OVER (ORDER BY span))::bigint AS n
        FROM spans LEFT JOIN changes USING (span)
        WHERE span AT TIME ZONE '{ZONE.key}' < {UNTIL} GROUP BY span ORDER BY span
        """
