"""Geometry of the charts drawn on the server. The macros in macros.html turn it into SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    """One series; `values` line up with the chart's labels, None leaves a gap."""

    name: Label
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its value and its place in the drawing."""

    value: float
    place: float


@dataclass(frozen=True, slots=True)
class LineShape:
    """SVG path data of one series, its points, and where its name is written."""

    line: Line
    path: str
    points: tuple[tuple[float, float, float, int], ...]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Everything a line chart needs, in drawing units."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    labels: tuple[tuple[Label, float], ...]
    shapes: tuple[LineShape, ...]


def bars(values: Iterable[Bar], greatest: float | None = None) -> list[BarShape]:
    """In the order given. Zero and negative values have no length; no bars give an empty list."""
    given = list(values)
    longest = greatest or max((bar.value for bar in given), default=0) or 1
    return [BarShape(bar, round(max(bar.value, 0) / longest * 100, 2)) for bar in given]


def lines(
    labels: Sequence[Label],
    series: Sequence[Line],
    width: float = 720,
    height: float = 260,
    names_width: float = 96,
) -> LineChart:
    """Places series over evenly spaced labels; the axis starts at zero and ends at a round value."""
    left, right, top, bottom = 48.0, width - names_width, 12.0, height - 32.0
    peak = max((value for line in series for value in line.values if value is not None), default=0)
    steps = round_steps(peak)
    x = _spread(len(labels), left, right)
    scale = (bottom - top) / steps[-1]
    ticks = tuple(Tick(step, round(bottom - step * scale, 2)) for step in steps)
    shapes = tuple(_shape(line, x, bottom, scale) for line in series)
    shown = _shown(len(labels))
    names = tuple((labels[i], x[i]) for i in shown)
    return LineChart(width, height, left, right, top, bottom, ticks, names, shapes)


def round_steps(peak: float, wanted: int = 4) -> list[float]:
    """Axis values from 0 to at least `peak` in steps of 1, 2 or 5 times a power of ten."""
    if peak <= 0:
        return [0, 1]
    rough = peak / wanted
    power = 10 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    step = max(step, 1) if peak > 1 and float(peak).is_integer() else step
    return [round(index * step, 10) for index in range(ceil(peak / step) + 1)]


def _spread(count: int, left: float, right: float) -> list[float]:
    if count == 1:
        return [(left + right) / 2]
    return [round(left + (right - left) * index / (count - 1), 2) for index in range(count)]


def _shown(count: int, most: int = 7) -> list[int]:
    """Indices of the labels that fit: evenly spaced, the last one always among them."""
    stride = max(1, ceil(count / most))
    return sorted(range(count - 1, -1, -stride))


def _shape(line: Line, x: Sequence[float], bottom: float, scale: float) -> LineShape:
    points = tuple(
        (x[index], round(bottom - value * scale, 2), value, index)
        for index, value in enumerate(line.values)
        if value is not None
    )
    path, previous = [], None
    for point_x, point_y, _, index in points:
        path.append(f"{'L' if previous == index - 1 else 'M'}{point_x:g} {point_y:g}")
        previous = index
    end = (points[-1][0], points[-1][1]) if points else (0.0, 0.0)
    return LineShape(line, " ".join(path), points, end)
