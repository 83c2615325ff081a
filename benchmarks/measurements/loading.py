"""Turns of the load generator that several measurements share."""

from collections.abc import Awaitable, Callable, Sequence
from random import randrange
from statistics import median

from benchmarks.installation import Installation
from benchmarks.load.calling import apply_load
from benchmarks.load.order import Order, Report
from benchmarks.measurement import Reading
from benchmarks.rounds import percentile
from shared.language import Text

CONNECTIONS = 64
SECONDS = 3.0

Shares = dict[str, float]
"""Processor time on a complaint in microseconds, by part."""


def closed_loop(place: Installation, part: str) -> Callable[[], Awaitable[Reading]]:
    """Answers a second over 64 connections, each sending as soon as it has its answer."""

    async def turn() -> Reading:
        await place.settle()
        used = place.cpu_seconds(part)
        report = await apply_load(Order(place.port(part), SECONDS, CONNECTIONS, seed=fresh()))
        used = place.cpu_seconds(part) - used
        each = {"rate": report.answered / report.seconds, "cpu": 1e6 * used / report.answered}
        return each | latencies(report)

    return turn


def to_the_task(place: Installation, shares: list[Shares]) -> Callable[[], Awaitable[Reading]]:
    """The same, until the last complaint is a task: the rate counts that time as well.

    `shares` gets what each part spent on a complaint, a turn after the other.
    """

    async def turn() -> Reading:
        await place.settle()
        order = Order(
            place.port("intake"),
            SECONDS,
            CONNECTIONS,
            seed=fresh(),
            ledger_database=place.state.database_url("ledger"),
        )
        before = place.cpu_of_all()
        report = await apply_load(order)
        if report.unseen:
            raise RuntimeError(f"{report.unseen} complaints without a task")
        spent = {name: used - before[name] for name, used in place.cpu_of_all().items()}
        shares.append({name: 1e6 * used / report.answered for name, used in spent.items()})
        return {
            "rate": report.answered / (report.seconds + report.drain_seconds),
            "cpu": sum(shares[-1].values()),
            "drain": report.drain_seconds,
        } | latencies(report)

    return turn


def who_spent(shares: Sequence[Shares]) -> Text:
    """Medians over the turns, the greatest first; what is below a microsecond is left out."""
    medians = {name: median(each[name] for each in shares) for name in shares[0]}
    told = sorted(medians.items(), key=lambda each: -each[1])
    words = ", ".join(f"{name} {spent:,.0f}" for name, spent in told if spent >= 1)
    return Text(f"每件的处理器时间（µs）：{words}", f"processor time each (µs): {words}")


def latencies(report: Report) -> Reading:
    """Of the answers, in milliseconds."""
    return {
        "p50": 1000 * percentile(report.latencies, 0.5),
        "p99": 1000 * percentile(report.latencies, 0.99),
    }


def fresh() -> int:
    """A seed no other load of this installation had, so that no idempotency key comes twice."""
    return randrange(1, 2**48)
