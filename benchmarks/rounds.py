"""Rounds in which every contender has its turn, in an order that changes from round to round.

Machines get slower and faster by the minute; figures of one round were taken side by side, so their
ratio holds where the figures themselves do not.
"""

import asyncio
from collections.abc import Sequence
from math import ceil

from benchmarks.measurement import Bench, Contender, Figures, Reading
from shared.language import Text

LONGEST_SECONDS = 180.0
"""A turn that takes longer has failed."""


async def take_turns(bench: Bench, title: Text, contenders: Sequence[Contender]) -> list[Figures]:
    """A turn for each to warm up, then the rounds that count. Figures in the contenders' order."""
    turns = [list(contenders) for _ in range(bench.rounds + 1)]
    for turn in turns[1:]:
        bench.chance.shuffle(turn)
    bench.progress.begin(title, sum(each.seconds for turn in turns for each in turn))
    readings: dict[str, list[Reading]] = {each.name: [] for each in contenders}
    for turn in turns:
        for contender in turn:
            work = asyncio.wait_for(contender.run(), LONGEST_SECONDS)
            reading = await bench.progress.during(contender.label, contender.seconds, work)
            readings[contender.name].append(reading)
    return [_figures(each, readings[each.name][1:]) for each in contenders]


def _figures(contender: Contender, readings: Sequence[Reading]) -> Figures:
    return Figures(
        contender.name,
        contender.label,
        {name: tuple(reading[name] for reading in readings) for name in readings[0]},
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all does not exceed. Raises ValueError for none.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5)
    2.0
    """
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]
