"""Computes figures: each indicator asked for, over one scope, whole or divided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import By, Scope
from services.metrics.indicators.indicator import Indicator, Value


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator and its values: one for the whole, or one for each group."""

    indicator: Indicator
    values: Sequence[Value]

    @property
    def whole(self) -> Value:
        """The one value of a figure that was not divided."""
        return self.values[0]

    def of(self, group: str) -> Value | None:
        """A group's value; None for a group without any fact."""
        return next((value for value in self.values if value.group == group), None)


async def compute_figures(
    connection: AsyncConnection,
    indicators: Iterable[Indicator],
    scope: Scope,
    by: By | None = None,
) -> list[Figure]:
    """In the indicators' order; those that cannot be divided this way are left out."""
    return [
        Figure(indicator, await indicator.compute(connection, scope, by))
        for indicator in indicators
        if by is None or by in indicator.divisions
    ]
