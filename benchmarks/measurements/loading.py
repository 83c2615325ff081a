"""Turns of the load generator that several measurements share."""

from collections.abc import Awaitable, Callable
from random import randrange

from benchmarks.installation import Installation
from benchmarks.load.calling import apply_load
from benchmarks.load.order import Order, Report
from benchmarks.measurement import Reading
from benchmarks.rounds import percentile

CONNECTIONS = 64
SECONDS = 3.0


def closed_loop(place: Installation, part: str) -> Callable[[], Awaitable[Reading]]:
    """Answers a second over 64 connections, each sending as soon as it has its answer."""

    async def turn() -> Reading:
        used = place.cpu_seconds(part)
        report = await apply_load(Order(place.port(part), SECONDS, CONNECTIONS, seed=fresh()))
        used = place.cpu_seconds(part) - used
        each = {"rate": report.answered / report.seconds, "cpu": 1e6 * used / report.answered}
        return each | latencies(report)

    return turn


def to_the_task(place: Installation, seconds: float = SECONDS) -> Callable[[], Awaitable[Reading]]:
    """The same, until the last complaint is a task: the rate counts that time as well."""

    async def turn() -> Reading:
        order = Order(
            place.port("intake"),
            seconds,
            CONNECTIONS,
            seed=fresh(),
            ledger_database=place.state.database_url("ledger"),
        )
        report = await apply_load(order)
        if report.unseen:
            raise RuntimeError(f"{report.unseen} complaints without a task")
        whole = report.seconds + report.drain_seconds
        return {
            "rate": report.answered / whole,
            "drain": report.drain_seconds,
        } | latencies(report)

    return turn


def latencies(report: Report) -> Reading:
    """Of the answers, in milliseconds."""
    return {
        "p50": 1000 * percentile(report.latencies, 0.5),
        "p99": 1000 * percentile(report.latencies, 0.99),
    }


def fresh() -> int:
    """A seed no other load of this installation had, so that no idempotency key comes twice."""
    return randrange(1, 2**48)
