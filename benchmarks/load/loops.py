"""The two ways to apply a load: as fast as answers come, or at moments fixed beforehand."""

import asyncio
import random
from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks.load.connection import Connection, Lost
from benchmarks.load.order import Order, Report

Answered = Callable[[bytes, float], None]
"""Told of each answer's body and of the moment its latency counts from."""


async def closed_loop(
    order: Order, connections: list[Connection], requests: Iterator[bytes], answered: Answered
) -> Report:
    """Each connection sends its next request when the answer is there, until time or count is up."""
    report, started = Report(), perf_counter()
    until, left = started + order.seconds, iter(range(order.most))

    async def drive(connection: Connection) -> None:
        while perf_counter() < until and next(left, None) is not None:
            sent = perf_counter()
            if not await _exchange(connection, next(requests), sent, report, answered):
                return

    await asyncio.gather(*map(drive, connections))
    report.seconds = perf_counter() - started
    return report


async def open_loop(
    order: Order, connections: list[Connection], requests: Iterator[bytes], answered: Answered
) -> Report:
    """Sends at random moments with the given mean rate; late answers do not slow the senders down.

    Where no connection is free at its moment a request waits for one, and the wait counts.
    """
    report, free, sending = Report(), asyncio.Queue[Connection](), set[asyncio.Task[None]]()
    for connection in connections:
        free.put_nowait(connection)

    async def send(moment: float) -> None:
        connection = await free.get()
        if await _exchange(connection, next(requests), moment, report, answered):
            free.put_nowait(connection)

    started = perf_counter()
    for moment in moments(order, started):
        await _sleep_until(moment)
        task = asyncio.create_task(send(moment))
        sending.add(task)
        task.add_done_callback(sending.discard)
    if sending:
        await asyncio.wait(sending, timeout=order.patience_seconds)
    report.refused |= {"unanswered": len(sending)} if sending else {}
    report.seconds = perf_counter() - started
    return report


def moments(order: Order, started: float) -> list[float]:
    """When to send: exponential gaps, as when people do not know of one another."""
    chance, moment, found = random.Random(order.seed), started, list[float]()
    while len(found) < order.most:
        moment += chance.expovariate(order.rate)
        if moment > started + order.seconds:
            break
        found.append(moment)
    return found


async def _sleep_until(moment: float) -> None:
    """Timers tick in milliseconds: a send is late by one at most, and that counts as latency."""
    if (pause := moment - perf_counter()) > 0:
        await asyncio.sleep(pause)


async def _exchange(
    connection: Connection, request: bytes, since: float, report: Report, answered: Answered
) -> bool:
    """One request and its answer. Returns whether the connection can be used again."""
    try:
        status, body = await connection.ask(request)
    except Lost:
        report.refused["lost"] = report.refused.get("lost", 0) + 1
        return False
    report.latencies.append(perf_counter() - since)
    if status == 201:
        report.answered += 1
        answered(body, since)
    else:
        report.refused[str(status)] = report.refused.get(str(status), 0) + 1
    return True
