"""`python -m benchmarks [NAME…] [--rounds N] [--json FILE]`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import uvloop
from rich.console import Console

from benchmarks.catalogue import BY_NAME, MEASUREMENTS
from benchmarks.machine import in_a_line, machine
from benchmarks.measurement import Bench, Measurement, Outcome
from benchmarks.progress import Bar
from benchmarks.report import print_measurement, to_json
from local.words import CannotGoOn, in_words
from shared.language import Text
from shared.logs import configure_logging

ROUNDS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was named, everything when nothing was. A missed target is told, and no failure."""
    options = _parser().parse_args(arguments)
    chosen = options.chosen or list(MEASUREMENTS)
    console = Console(highlight=False)
    configure_logging("benchmarks", log_format="console", level="error")
    try:
        found = uvloop.run(_measure(chosen, options.rounds, console))
    except KeyboardInterrupt:
        return 130
    except CannotGoOn as problem:
        console.print(f"[red]{in_words(problem.text)}[/]")
        return 1
    if options.json:
        options.json.write_text(to_json(machine(Path(tempfile.gettempdir())), found))
    return 0


async def _measure(
    chosen: Sequence[Measurement], rounds: int, console: Console
) -> list[tuple[Measurement, Outcome]]:
    console.print(in_a_line(machine(Path(tempfile.gettempdir()))))
    found = []
    for measurement in chosen:
        with tempfile.TemporaryDirectory(prefix="jiangxin-bench-") as name, Bar(console) as bar:
            before = os.getloadavg()[0]
            outcome = await _outcome(measurement, Bench(rounds, Path(name), bar, Random(rounds)))
            outcome.load_before, outcome.load_after = before, os.getloadavg()[0]
        print_measurement(console, measurement, outcome)
        found.append((measurement, outcome))
    return found


async def _outcome(measurement: Measurement, bench: Bench) -> Outcome:
    """What was found; a failure is told in its place, and the other measurements go on."""
    try:
        return await measurement.run(bench)
    except (RuntimeError, OSError) as error:
        words = Text("没有测成：{error}", "It could not be measured: {error}")
        return Outcome(skipped=words.format(error=f"{type(error).__name__}: {error}"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "chosen", nargs="*", type=_measurement, metavar="NAME", help=", ".join(BY_NAME)
    )
    parser.add_argument("--rounds", type=_rounds, default=ROUNDS, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    return parser


def _measurement(name: str) -> Measurement:
    if name not in BY_NAME:
        raise argparse.ArgumentTypeError(f"there is no {name!r}, only {', '.join(BY_NAME)}")
    return BY_NAME[name]


def _rounds(text: str) -> int:
    rounds = int(text)
    if not 1 <= rounds <= 50:
        raise argparse.ArgumentTypeError("between 1 and 50")
    return rounds


if __name__ == "__main__":
    sys.exit(main())
