"""What an indicator is: a figure with a name, a definition and a way to compute it.

To add one, write a file like `received.py`, add it to `INDICATORS` in `__init__.py`, and run
`tests/metrics/suites/test_indicator.py`, which tells what is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.scope import By, Scope
from shared.language import Text


class Kind(StrEnum):
    """What the value is."""

    COUNT = "count"
    SHARE = "share"
    """Between 0 and 1."""
    HOURS = "hours"
    """Natural hours, nights and holidays included; `value` is the median."""
    DAYS = "days"
    """Calendar days; `value` is the median."""
    REDUCTION = "reduction"
    """Of what there was before: at most 1, negative where it became more."""


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is made, for people. `source` says where the formula comes from."""

    formula: Text
    source: Text


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of one group. What cannot be computed (a share of nothing) is None, never zero."""

    value: float | None
    n: int
    """How many facts it rests on."""
    group: str | None = None
    """A code, the first day of a span, `NOT_SET`; None for the whole."""
    numerator: int | None = None
    denominator: int | None = None
    p90: float | None = None
    """Only for hours and days: nine of ten took no longer."""
    rejected: int = 0
    """Only for hours and days: left out because the end lies before the beginning."""


class Part(StrEnum):
    """Which of the rows behind a share."""

    ALL = "all"
    HIT = "hit"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows behind a figure, as SQL over `source` with the parameters of `asking.py`."""

    condition: str
    order: str
    """What comes first: the one that needs somebody, or the latest."""
    hours: str | None = None
    """A duration to show beside each row."""
    source: str = "cases"
    """Another one has the columns place (below `/desk`), name_zh and name_en."""
    moment: str = "NULL::timestamptz"
    """When it was, for a list of entries."""
    words: str = "NULL::text"
    """What to say beside each entry."""

    @property
    def of_cases(self) -> bool:
        """Whether it lists cases, and not entries of the other ledgers."""
        return self.source == "cases"


class Indicator(Protocol):
    """One figure."""

    @property
    def code(self) -> str:
        """Its name in addresses and data; never changes."""

    @property
    def name(self) -> Text:
        """What people call it."""

    @property
    def definition(self) -> Definition:
        """How it is made."""

    @property
    def kind(self) -> Kind:
        """What its value is."""

    @property
    def divisions(self) -> frozenset[By]:
        """What it can be divided by."""

    async def compute(
        self, connection: AsyncConnection, scope: Scope, by: By | None = None
    ) -> Sequence[Value]:
        """The whole as one value (also when there is nothing), or one a group, in the groups' order.

        Groups without any fact are left out.
        """

    def listing(self, part: Part = Part.ALL) -> Listing | None:
        """The cases behind it; None when it does not count cases."""
