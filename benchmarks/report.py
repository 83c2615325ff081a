"""What was found, as tables a person can read, and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.measurement import QUANTITIES, Claim, Figures, Measurement, Outcome
from local.words import in_words
from shared.language import Text

Found = Sequence[tuple[Measurement, Outcome]]

_MET = Text("[green]达到[/]", "[green]reached[/]")
_MISSED = Text("[red]没有达到[/]", "[red]missed[/]")
_UNSTEADY = Text(
    "[yellow]达到，但有的轮次没有达到[/]", "[yellow]reached, though not in every round[/]"
)
_UNLUCKY = Text(
    "[yellow]没有达到，但有的轮次达到[/]", "[yellow]missed, though not in every round[/]"
)
_NO_TARGET = Text("[dim]没有目标，供参考[/]", "[dim]no target, to know[/]")


def print_measurement(console: Console, measurement: Measurement, outcome: Outcome) -> None:
    """One measurement: its figures, its claims, what else there is to say."""
    console.print(f"\n[bold]{in_words(measurement.title)}[/]  [dim]{measurement.name}[/]")
    if outcome.skipped is not None:
        console.print(f"[yellow]{in_words(outcome.skipped)}[/]")
        return
    console.print(_figures(outcome.figures))
    console.print(_claims(outcome.claims))
    for note in outcome.notes:
        console.print(f"[dim]{in_words(note)}[/]")
    load = f"{outcome.load_before:.1f} → {outcome.load_after:.1f}"
    console.print(
        f"[dim]{in_words(Text('机器负载（一分钟）', 'load average (one minute)'))} {load}[/]"
    )


def _figures(figures: Sequence[Figures]) -> Table:
    names = [name for name in QUANTITIES if any(name in each.values for each in figures)]
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(in_words(Text("测的是", "what was measured")))
    for name in names:
        table.add_column(
            f"{in_words(QUANTITIES[name].name)} ({QUANTITIES[name].unit})", justify="right"
        )
    for each in figures:
        cells = [_spread(each.values[name], name) if name in each.values else "" for name in names]
        table.add_row(in_words(each.label), *cells)
    return table


def _spread(values: Sequence[float], quantity: str) -> str:
    digits = QUANTITIES[quantity].decimals
    return (
        f"{median(values):,.{digits}f} [dim]{min(values):,.{digits}f}–{max(values):,.{digits}f}[/]"
    )


def _claims(claims: Sequence[Claim]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(in_words(Text("结论", "claim")))
    for name in (Text("中位数", "median"), Text("各轮", "rounds"), Text("目标", "target")):
        table.add_column(in_words(name), justify="right")
    table.add_column("")
    for claim in claims:
        low, high = number(min(claim.values), claim.unit), number(max(claim.values), claim.unit)
        table.add_row(
            in_words(claim.label),
            f"[bold]{number(claim.value, claim.unit)}[/]",
            f"[dim]{low}–{high}[/]",
            _target(claim),
            in_words(verdict(claim)),
        )
    return table


def verdict(claim: Claim) -> Text:
    """In plain words whether the median reaches the target, and whether every round does."""
    if claim.target is None:
        return _NO_TARGET
    rounds = [claim.target.is_met(value) for value in claim.values]
    if claim.is_met:
        return _MET if all(rounds) else _UNSTEADY
    return _UNLUCKY if any(rounds) else _MISSED


def number(value: float, unit: str) -> str:
    """With as many digits as mean something."""
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f}{'' if unit == '×' else ' '}{unit}"


def _target(claim: Claim) -> str:
    if claim.target is None:
        return ""
    return f"{'≥' if claim.target.at_least else '≤'} {number(claim.target.bound, claim.unit)}"


def to_json(machine: Mapping[str, object], found: Found) -> str:
    """Everything, with every round's values; texts in both languages."""
    rows = [
        {"name": measurement.name, "title": measurement.title} | {**asdict(outcome)}
        for measurement, outcome in found
    ]
    return json.dumps(
        {"machine": machine, "measurements": rows}, ensure_ascii=False, indent=1, default=_plain
    )


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
