"""Indicators that count what happened in the period."""

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
class Count:
    """How many rows of `source` have their moment in the period.

    `source` is a table, or a subquery, with the columns unit, category and channel.
    """

    code: str
    name: Text
    definition: Definition
    moment: str
    source: str = "cases"
    condition: str = "true"
    kind: Kind = Kind.COUNT
    divisions: frozenset[By] = frozenset(By)

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """Numerator and value are the count; there is no denominator."""
        statement = f"""
        SELECT {group_of(by, self.moment)} AS name, count(*) AS n FROM {self.source}
        WHERE {FILTERED} AND {self.condition} AND {within(self.moment)} GROUP BY 1 ORDER BY 1
        """
        rows = await execute(connection, statement, *parameters(scope))
        values = [Value(row.n, row.n, name_of(row.name), numerator=row.n) for row in rows]
        return values or ([Value(0, 0, numerator=0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The latest first; none when it counts something other than cases."""
        if self.source != "cases":
            return None
        return Listing(f"{self.condition} AND {within(self.moment)}", f"{self.moment} DESC")
