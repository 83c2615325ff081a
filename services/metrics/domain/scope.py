"""What is asked: over which period, limited to what, divided by what."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from services.metrics.domain.period import Period

NOT_SET = "-"
"""Stands for "no unit yet", "no category": no code looks like it."""


class By(StrEnum):
    """What figures can be divided by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    UNIT = "unit"
    CATEGORY = "category"
    CHANNEL = "channel"
    CAUSE = "cause"
    """Of a pain point."""
    REASON = "reason"
    """For which a step, material or fee was removed."""

    @property
    def is_time(self) -> bool:
        """Whether the groups are spans of time."""
        return self in (By.DAY, By.WEEK, By.MONTH)


BY_UNIT = frozenset({By.DAY, By.WEEK, By.MONTH, By.UNIT})
"""What every figure can be divided by."""
BY_CASE = BY_UNIT | {By.CATEGORY, By.CHANNEL}
"""What figures about cases can be divided by."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Codes that cases must have; None admits all, `NOT_SET` those without."""

    unit: str | None = None
    category: str | None = None
    """Includes the categories below it."""
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A period as of a moment, and filters. Nothing after `now` is counted."""

    period: Period
    now: datetime
    filters: Filters = field(default_factory=Filters)

    @property
    def until(self) -> datetime:
        """The moment that stocks, such as open cases, are counted at."""
        return self.period.until(self.now)

    def before(self) -> "Scope":
        """The same question about the period before."""
        return replace(self, period=self.period.before())
