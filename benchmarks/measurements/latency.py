"""Latency: from the moment somebody wants to hand in until another connection reads the task.

An open loop: moments are fixed beforehand and do not wait for answers, and every latency counts from its
moment, so that a stall is felt by all who come during it.
"""

from collections.abc import Awaitable, Callable

from benchmarks.installation import Installation, installation
from benchmarks.load.calling import apply_load
from benchmarks.load.order import Order
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Reading,
    Target,
    values,
)
from benchmarks.measurements.chain import start_everything
from benchmarks.measurements.loading import fresh, latencies
from benchmarks.rounds import percentile, take_turns
from shared.language import Text

CALM, BUSY = 100, 1000
"""Submissions a second."""
SECONDS = {CALM: 5.0, BUSY: 2.0}


async def run(bench: Bench) -> Outcome:
    """Takes the turns; the claims are absolute, in milliseconds."""
    async with installation(bench.folder) as place:
        await start_everything(place)
        contenders = [_contender(place, CALM), _contender(place, BUSY)]
        figures = await take_turns(bench, MEASUREMENT.title, contenders)
    claims = [
        Claim(_at(CALM, HALF), values(figures, str(CALM), "seen50"), "ms", Target(10, at_least=False)),
        Claim(_at(CALM, MOST), values(figures, str(CALM), "seen99"), "ms", Target(30, at_least=False)),
        Claim(_at(BUSY, HALF), values(figures, str(BUSY), "seen50"), "ms"),
        Claim(_at(BUSY, MOST), values(figures, str(BUSY), "seen99"), "ms", Target(100, at_least=False)),
    ]  # fmt: skip
    return Outcome(figures, claims, place.troubles)


HALF, MOST = Text("一半在此时间内", "half within"), Text("99% 在此时间内", "99 % within")


def _at(rate: int, share: Text) -> Text:
    words = Text("每秒 {rate} 件，看得见任务：{share}", "{rate} a second, task seen: {share}")
    return words.format(rate=f"{rate:,}", share=share)


def _contender(place: Installation, rate: int) -> Contender:
    label = Text("每秒 {rate} 件，时刻随机", "{rate} a second at random moments")
    return Contender(
        str(rate), label.format(rate=f"{rate:,}"), SECONDS[rate] + 1.5, _turn(place, rate)
    )


def _turn(place: Installation, rate: int) -> Callable[[], Awaitable[Reading]]:
    order = {
        "port": place.port("intake"),
        "seconds": SECONDS[rate],
        "rate": rate,
        "ledger_database": place.state.database_url("ledger"),
    }

    async def turn() -> Reading:
        await place.settle()
        report = await apply_load(Order(**order, seed=fresh()))  # type: ignore[arg-type]
        if report.unseen:
            raise RuntimeError(f"{report.unseen} complaints without a task")
        return {
            "rate": report.answered / SECONDS[rate],
            "seen50": 1000 * percentile(report.visible, 0.5),
            "seen99": 1000 * percentile(report.visible, 0.99),
        } | latencies(report)

    return turn


MEASUREMENT = Measurement(
    "latency",
    Text("时延：从提交到台账里看得见任务", "Latency: from handing in to a task that can be seen"),
    run,
)
