"""Where bars and lines are drawn."""

import pytest

from shared.web.charts import Bar, Line, bars, lines, round_steps


@pytest.mark.parametrize(
    ("peak", "steps"),
    [
        (0, [0, 1]),
        (1, [0, 0.5, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (100, [0, 50, 100]),
        (55, [0, 20, 40, 60]),
        (0.42, [0, 0.2, 0.4, 0.6]),
        (1_234_567, [0, 500_000, 1_000_000, 1_500_000]),
    ],
)
def test_an_axis_starts_at_zero_and_ends_round(peak: float, steps: list[float]) -> None:
    assert round_steps(peak) == steps


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion() -> None:
    shapes = bars([Bar("a", 8), Bar("b", 2), Bar("c", 0), Bar("d", -3)])
    assert [shape.percent for shape in shapes] == [100, 25, 0, 0]
    assert [shape.percent for shape in bars([Bar("a", 50)], greatest=100)] == [50]
    assert bars([]) == []
    assert bars([Bar("a", 0)])[0].percent == 0


def test_a_line_runs_from_left_to_right_and_rises_with_its_values() -> None:
    chart = lines(["1", "2", "3"], [Line("a", [0, 5, 10])])
    [shape] = chart.shapes
    assert shape.path == "M0 100 L50 50 L100 0"
    assert [(tick.value, tick.place) for tick in chart.ticks] == [(0, 100), (5, 50), (10, 0)]


def test_a_missing_value_breaks_the_line_and_has_no_mark() -> None:
    [shape] = lines(list("1234"), [Line("a", [1, None, 1, 2])]).shapes
    assert shape.path.count("M") == 2
    assert [point.index for point in shape.points] == [0, 2, 3]


def test_names_that_would_overlap_stand_apart_in_the_order_of_their_lines() -> None:
    chart = lines(["1", "2"], [Line("low", [1, 9.9]), Line("high", [1, 10])])
    low, high = chart.shapes
    assert low.name_place - high.name_place >= 8


def test_names_stand_above_the_axis_where_the_labels_are() -> None:
    chart = lines(["1", "2"], [Line("one", [3, 0]), Line("other", [2, 0])])
    assert [shape.name_place for shape in chart.shapes] == [92, 100]


def test_only_as_many_labels_as_fit_and_always_the_last() -> None:
    days = [str(day) for day in range(1, 32)]
    shown = [label for label, _ in lines(days, [Line("a", list(range(31)))]).labels]
    assert len(shown) <= 6
    assert shown[-1] == "31"


def test_nothing_at_all_can_be_drawn() -> None:
    chart = lines([], [Line("a", [])])
    assert chart.shapes[0].points == ()
    single = lines(["1"], [Line("a", [None])])
    assert single.labels == (("1", 50.0),)
