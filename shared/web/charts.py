"""Geometry of the charts drawn on the server. The macros in macros.html turn it into SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from shared.language import Text

Label = Text | str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `href` leads to the cases behind it; `tone` marks it (`late`) beside its words."""

    label: Label
    value: float
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class BarShape:
    """A bar with its length in percent of the longest possible one."""

    bar: Bar
    percent: float


@dataclass(frozen=True, slots=True)
class Line:
    """One series; `values` line up with the chart's labels, None leaves a gap.

    `links`, one for each value, lead to the cases of this series; else the chart's links do.
    """

    name: Label
    values: Sequence[float | None]
    links: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its value and its place from the top."""

    value: float
    place: float


@dataclass(frozen=True, slots=True)
class Point:
    """One value where it is drawn; `index` is its place among the labels."""

    x: float
    y: float
    value: float
    index: int


@dataclass(frozen=True, slots=True)
class LineShape:
    """SVG path data of one series, its points, and how far down its name stands."""

    line: Line
    path: str
    points: tuple[Point, ...]
    name_place: float


@dataclass(frozen=True, slots=True)
class LineChart:
    """What a line chart is drawn from. Every place is in percent of the plot, from top left."""

    ticks: tuple[Tick, ...]
    labels: tuple[tuple[Label, float], ...]
    shapes: tuple[LineShape, ...]


def bars(values: Iterable[Bar], greatest: float | None = None) -> list[BarShape]:
    """In the order given. Zero and negative values have no length; no bars give an empty list."""
    given = list(values)
    longest = greatest or max((bar.value for bar in given), default=0) or 1
    return [BarShape(bar, round(max(bar.value, 0) / longest * 100, 2)) for bar in given]


def lines(labels: Sequence[Label], series: Sequence[Line]) -> LineChart:
    """Places series over evenly spaced labels; the axis runs from zero to a round value."""
    peak = max((value for line in series for value in line.values if value is not None), default=0)
    steps = round_steps(peak)
    x = _spread(len(labels))
    points = [_points(line, x, steps[-1]) for line in series]
    names = _apart([placed[-1].y if placed else 100.0 for placed in points])
    return LineChart(
        ticks=tuple(Tick(step, round(100 - step / steps[-1] * 100, 2)) for step in steps),
        labels=tuple((labels[index], x[index]) for index in _shown(len(labels))),
        shapes=tuple(map(_shape, series, points, names)),
    )


def round_steps(peak: float, wanted: int = 4) -> list[float]:
    """Axis values from 0 to at least `peak` in steps of 1, 2 or 5 times a power of ten."""
    if peak <= 0:
        return [0, 1]
    rough = peak / wanted
    power = 10 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    step = max(step, 1) if peak > 1 and float(peak).is_integer() else step
    return [round(index * step, 10) for index in range(ceil(peak / step) + 1)]


def _spread(count: int) -> list[float]:
    if count == 1:
        return [50.0]
    return [round(100 * index / (count - 1), 2) for index in range(count)]


def _shown(count: int, most: int = 6) -> list[int]:
    """Indices of the labels that fit: evenly spaced, the last one always among them."""
    stride = max(1, ceil(count / most))
    return sorted(range(count - 1, -1, -stride))


def _points(line: Line, x: Sequence[float], top: float) -> tuple[Point, ...]:
    return tuple(
        Point(x[index], round(100 - value / top * 100, 2), value, index)
        for index, value in enumerate(line.values)
        if value is not None
    )


def _shape(line: Line, points: tuple[Point, ...], name_place: float) -> LineShape:
    """A value that is missing breaks the line."""
    previous = [None, *(point.index for point in points)]
    path = [
        f"{'L' if before == point.index - 1 else 'M'}{point.x:g} {point.y:g}"
        for before, point in zip(previous, points, strict=False)
    ]
    return LineShape(line, " ".join(path), points, name_place)


def _apart(places: Sequence[float], gap: float = 8.0) -> list[float]:
    """Moves names that would overlap apart, keeping their order; none ends below the axis."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda index: places[index])
    for upper, lower in pairwise(order):
        moved[lower] = max(moved[lower], moved[upper] + gap)
    lowest = 100.0
    for index in reversed(order):
        moved[index] = min(moved[index], lowest)
        lowest = moved[index] - gap
    return [round(place, 2) for place in moved]
