"""Indicators that say by how much something became less: before and after, added up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import BY_UNIT, By, Scope
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
class Reduction:
    """Of what was revised in the period. Denominator: before; numerator: before less after."""

    code: str
    name: Text
    definition: Definition
    source: str
    before: str
    after: str
    moment: str = "at"
    kind: Kind = Kind.REDUCTION
    divisions: frozenset[By] = BY_UNIT

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """The value is None where there was nothing before; negative where it became more."""
        statement = f"""
        SELECT {group_of(by, self.moment)} AS name, count(*) AS n,
               sum({self.before})::bigint AS before, sum({self.after})::bigint AS after
        FROM {self.source} WHERE {FILTERED} AND {self._known} AND {within(self.moment)}
        GROUP BY 1 ORDER BY 1
        """
        rows = await execute(connection, statement, *parameters(scope))
        values = [_value(name_of(row.name), row.n, row.before, row.after) for row in rows]
        return values or ([_value(None, 0, 0, 0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """What saved most first; what became more last."""
        condition = f"{self._known} AND {within(self.moment)}"
        words = f"{self.before} || ' → ' || {self.after}"
        order = f"{self.after} - {self.before}"
        return Listing(condition, order, source=self.source, moment=self.moment, words=words)

    @property
    def _known(self) -> str:
        return f"{self.before} IS NOT NULL AND {self.after} IS NOT NULL"


def _value(group: str | None, n: int, before: int, after: int) -> Value:
    less = before - after
    share = round(less / before, 6) if before else None
    return Value(share, n, group, numerator=less, denominator=before)
