"""What is made of the figures: rounds, ratios, verdicts, and the JSON of it all."""

import json
from collections.abc import Awaitable
from pathlib import Path
from random import Random

import pytest
from rich.console import Console

from benchmarks.catalogue import MEASUREMENTS
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Reading,
    Target,
    ratios,
)
from benchmarks.report import number, print_measurement, to_json, verdict
from benchmarks.rounds import percentile, take_turns
from shared.language import Text

NAME = Text("名", "name")


class Silent:
    """Shows nothing."""

    def begin(self, title: Text, seconds: float) -> None: ...

    async def during(self, label: Text, seconds: float, work: Awaitable[Reading]) -> Reading:
        return await work


def _contender(name: str, turns: list[str], rates: list[float]) -> Contender:
    async def run() -> Reading:
        turns.append(name)
        return {"rate": rates[turns.count(name) - 1]}

    return Contender(name, NAME, 1.0, run)


async def test_every_contender_has_its_turn_in_every_round_and_the_first_does_not_count() -> None:
    turns: list[str] = []
    bench = Bench(3, Path(), Silent(), Random(1))
    contenders = [_contender("a", turns, [1, 10, 20, 30]), _contender("b", turns, [1, 5, 5, 5])]
    figures = await take_turns(bench, NAME, contenders)
    assert all(sorted(turns[start : start + 2]) == ["a", "b"] for start in range(0, 8, 2))
    assert figures[0].values["rate"] == (10, 20, 30)
    assert ratios(figures, "a", "b") == (2, 4, 6)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((0.8, 0.9, 0.7), "[green]reached[/]"),
        ((0.8, 0.9, 0.6), "[yellow]reached, though not in every round[/]"),
        ((0.6, 0.6, 0.9), "[yellow]missed, though not in every round[/]"),
        ((0.6, 0.5, 0.4), "[red]missed[/]"),
    ],
)
def test_the_verdict_goes_by_the_median_and_tells_of_the_rounds(
    values: tuple[float, ...], words: str
) -> None:
    assert verdict(Claim(NAME, values, target=Target(0.7))).en == words


def test_a_target_may_be_a_most() -> None:
    slow = Claim(NAME, (31.0,), "ms", Target(30, at_least=False))
    assert slow.is_met is False
    assert verdict(slow).zh == "[red]没有达到[/]"


def test_without_a_target_there_is_no_verdict() -> None:
    assert Claim(NAME, (1.0,)).is_met is None


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.7512, "×", "0.75×"), (12.34, "ms", "12.3 ms"), (4321.0, "/s", "4,321 /s")],
)
def test_numbers_have_as_many_digits_as_mean_something(value: float, unit: str, text: str) -> None:
    assert number(value, unit) == text


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.99)) == (50.0, 99.0)
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


async def test_a_report_can_be_read_by_people_and_by_machines() -> None:
    turns: list[str] = []
    bench = Bench(2, Path(), Silent(), Random(1))
    figures = await take_turns(bench, NAME, [_contender("a", turns, [1, 1234, 1300])])
    outcome = Outcome(figures, [Claim(NAME, (0.7, 0.9), target=Target(0.5))])
    measurement = Measurement("a", NAME, lambda _: None)  # type: ignore[arg-type,return-value]
    console = Console(record=True, width=120)
    print_measurement(console, measurement, outcome)
    assert "1,267" in console.export_text()
    told = json.loads(to_json({"cores": 2}, [(measurement, outcome)]))
    assert told["measurements"][0]["figures"][0]["values"]["rate"] == [1234, 1300]
    assert told["measurements"][0]["claims"][0]["target"]["bound"] == 0.5


def test_a_measurement_that_was_skipped_says_why() -> None:
    console = Console(record=True, width=120)
    measurement = Measurement("a", NAME, lambda _: None)  # type: ignore[arg-type,return-value]
    print_measurement(console, measurement, Outcome(skipped=Text("没有 Redis", "no Redis")))
    assert "no Redis" in console.export_text()


def test_every_measurement_has_a_name_of_its_own() -> None:
    assert len({each.name for each in MEASUREMENTS}) == len(MEASUREMENTS)
