"""Indicators that count what happened in the period."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

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
    amount: str = "count(*)"
    """What the value is; n is the number of rows in any case."""
    kind: Kind = Kind.COUNT
    divisions: frozenset[By] = BY_CASE
    entries: bool = False
    """Whether the rows have a place on the desk, a name and a moment, and can be listed by them."""

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """Numerator and value are the count; there is no denominator."""
        statement = f"""
        SELECT {group_of(by, self.moment)} AS name, count(*) AS n,
               {self.amount}::bigint AS amount FROM {self.source}
        WHERE {FILTERED} AND {self.condition} AND {within(self.moment)} GROUP BY 1 ORDER BY 1
        """
        rows = await execute(connection, statement, *parameters(scope))
        values = [Value(row.amount, row.n, name_of(row.name), numerator=row.amount) for row in rows]
        return values or ([Value(0, 0, numerator=0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The latest first; none when it counts something other than cases."""
        if self.source != "cases" and not self.entries:
            return None
        condition = f"{self.condition} AND {within(self.moment)}"
        order = f"{self.moment} DESC"
        return Listing(condition, order, source=self.source, moment=self.moment)
