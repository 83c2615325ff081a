"""What a measurement is: contenders that take turns, the figures they leave, and what is made of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import Protocol

from shared.language import Text

Reading = dict[str, float]
"""What one turn measured, by quantity (`QUANTITIES`)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How a figure is called and printed."""

    name: Text
    unit: str
    decimals: int = 0


QUANTITIES: Mapping[str, Quantity] = {
    "rate": Quantity(Text("每秒", "per second"), "/s"),
    "p50": Quantity(Text("一半以内", "half within"), "ms", 1),
    "p95": Quantity(Text("95% 以内", "95 % within"), "ms", 1),
    "p99": Quantity(Text("99% 以内", "99 % within"), "ms", 1),
    "seen50": Quantity(Text("见到任务：一半以内", "task seen: half within"), "ms", 1),
    "seen99": Quantity(Text("见到任务：99% 以内", "task seen: 99 % within"), "ms", 1),
    "cpu": Quantity(Text("处理器时间", "processor time"), "µs"),
    "size": Quantity(Text("大小", "size"), "KB", 1),
    "drain": Quantity(Text("积压清空", "backlog gone after"), "s", 2),
}


@dataclass(frozen=True, slots=True)
class Contender:
    """One side of a comparison."""

    name: str
    label: Text
    seconds: float
    """About how long a turn takes; for the progress bar only."""
    run: Callable[[], Awaitable[Reading]]


@dataclass(frozen=True, slots=True)
class Target:
    """The bound a claim is held against; `at_least` False means at most."""

    bound: float
    at_least: bool = True

    def is_met(self, value: float) -> bool:
        """The bound itself counts as met."""
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with a number in it: one value a round."""

    label: Text
    values: tuple[float, ...]
    unit: str = "×"
    target: Target | None = None

    @property
    def value(self) -> float:
        """The median over the rounds."""
        return median(self.values)

    @property
    def is_met(self) -> bool | None:
        """None where there is no target."""
        return None if self.target is None else self.target.is_met(self.value)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one contender measured: by quantity, one value a round."""

    name: str
    label: Text
    values: Mapping[str, tuple[float, ...]]


@dataclass(slots=True)
class Outcome:
    """What a measurement found."""

    figures: list[Figures] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    skipped: Text | None = None
    load_before: float = 0.0
    load_after: float = 0.0
    """The machine's load average of one minute: what others did meanwhile is in it."""


class Progress(Protocol):
    """Shows how far it is."""

    def begin(self, title: Text, seconds: float) -> None:
        """A measurement starts that will take about so long."""
        ...

    async def during(self, label: Text, seconds: float, work: Awaitable[Reading]) -> Reading:
        """Do the work, moving the bar by `seconds` meanwhile."""
        ...


@dataclass(frozen=True, slots=True)
class Bench:
    """What a measurement may use."""

    rounds: int
    folder: Path
    """Empty, its own, removed afterwards."""
    progress: Progress
    chance: Random


@dataclass(frozen=True, slots=True)
class Measurement:
    """One question, answered by one file."""

    name: str
    title: Text
    run: Callable[[Bench], Awaitable[Outcome]]


def ratios(
    figures: Sequence[Figures], one: str, other: str, quantity: str = "rate"
) -> tuple[float, ...]:
    """One contender's figure over another's, round by round."""
    found = {each.name: each.values[quantity] for each in figures}
    return tuple(a / b for a, b in zip(found[one], found[other], strict=True))


def values(figures: Sequence[Figures], name: str, quantity: str) -> tuple[float, ...]:
    """One contender's figures of one quantity, round by round."""
    return next(each.values[quantity] for each in figures if each.name == name)
