"""Acceptance: complaints answered with a receipt, beside the same route over a store that keeps nothing.

A receipt is given after the commit. The bus is away at first, so that this is intake and its database
alone; with the bus there, intake also publishes what it took in, with the same two cores.
"""

import asyncio

from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Target,
    ratios,
)
from benchmarks.measurements.loading import SECONDS, closed_loop
from benchmarks.rounds import take_turns
from shared.language import Text

TURN = SECONDS + 1.0


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares."""
    async with installation(bench.folder) as place:
        await place.start_postgres(["intake"])
        await asyncio.gather(
            place.start_service("intake"),
            place.start_intake_without("no-storage"),
            place.start_intake_without("answer-only"),
        )
        figures = await take_turns(bench, MEASUREMENT.title, _contenders(place))
    claims = [
        Claim(
            Text("受理 ÷ 同一路由不存储", "acceptance beside the same route without storage"),
            ratios(figures, "intake", "no-storage"),
            target=Target(0.70),
        ),
        Claim(
            Text("受理 ÷ 只校验并应答", "acceptance beside checking and answering alone"),
            ratios(figures, "intake", "answer-only"),
        ),
    ]
    return Outcome(figures, claims, place.troubles)


def _contenders(place: Installation) -> list[Contender]:
    return [
        Contender(
            "intake",
            Text("受理：提交后给回执", "intake: a receipt after the commit"),
            TURN,
            closed_loop(place, "intake"),
        ),
        Contender(
            "no-storage",
            Text("同一路由，不存储", "the same route without storage"),
            TURN,
            closed_loop(place, "no-storage"),
        ),
        Contender(
            "answer-only",
            Text("只校验并应答", "checking and answering alone"),
            TURN,
            closed_loop(place, "answer-only"),
        ),
    ]


MEASUREMENT = Measurement(
    "acceptance",
    Text("受理：64 个连接同时提交", "Acceptance: 64 connections hand in at once"),
    run,
)
