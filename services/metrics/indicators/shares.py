"""Indicators that are a part of a whole."""

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
class Share:
    """Of the rows of `source` whose moment lies in the period, the part for which `hit` is true."""

    code: str
    name: Text
    definition: Definition
    moment: str
    hit: str
    """SQL that is true or false, never null."""
    source: str = "cases"
    condition: str = "true"
    kind: Kind = Kind.SHARE
    divisions: frozenset[By] = BY_CASE
    entries: bool = False
    """Whether the rows have a place on the desk, a name and a moment, and can be listed by them."""

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """The value is None when there is no case; it is rounded to six places."""
        statement = f"""
        SELECT {group_of(by, self.moment)} AS name, count(*) AS whole,
               count(*) FILTER (WHERE {self.hit}) AS part
        FROM {self.source} WHERE {FILTERED} AND {self.condition} AND {within(self.moment)}
        GROUP BY 1 ORDER BY 1
        """
        rows = await execute(connection, statement, *parameters(scope))
        values = [_value(name_of(row.name), row.part, row.whole) for row in rows]
        return values or ([_value(None, 0, 0)] if by is None else [])

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The latest first; none when it is a part of something other than cases."""
        if self.source != "cases" and not self.entries:
            return None
        chosen = {Part.ALL: "true", Part.HIT: self.hit, Part.MISSED: f"NOT ({self.hit})"}[part]
        condition = f"{self.condition} AND {within(self.moment)} AND {chosen}"
        order = f"{self.moment} DESC"
        return Listing(condition, order, source=self.source, moment=self.moment)


def _value(group: str | None, part: int, whole: int) -> Value:
    share = round(part / whole, 6) if whole else None
    return Value(share, whole, group, numerator=part, denominator=whole)
