"""`python -m benchmarks.load`: an order on standard input, a report on standard output."""

import asyncio
import sys
from time import perf_counter

import asyncpg
import uvloop

from benchmarks.complaints import requests
from benchmarks.load.connection import Connection, connect
from benchmarks.load.loops import closed_loop, open_loop
from benchmarks.load.order import Order, Report
from benchmarks.load.watching import Watch

_COUNT = "SELECT count(*) FROM tasks"


async def run(order: Order) -> Report:
    """Apply the load that was ordered."""
    connections = await connect(order.port, order.connections)
    try:
        if order.rate and order.ledger_database:
            return await _watched(order, connections)
        if order.rate:
            return await open_loop(order, connections, requests(order.seed), _ignore)
        return await _closed(order, connections)
    finally:
        for connection in connections:
            connection.close()


async def _watched(order: Order, connections: list[Connection]) -> Report:
    """An open loop with somebody who looks for the tasks all the while."""
    ledger = await asyncpg.connect(order.ledger_database)
    watch, seen = Watch(), Report()
    looking = asyncio.create_task(watch.look(ledger, seen))
    try:
        report = await open_loop(order, connections, requests(order.seed), watch.expect)
        report.unseen = await watch.drained(order.patience_seconds)
        report.visible = seen.visible
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await ledger.close()
    return report


async def _closed(order: Order, connections: list[Connection]) -> Report:
    """A closed loop; where a ledger is named, the time until its last task is there as well."""
    if not order.ledger_database:
        return await closed_loop(order, connections, requests(order.seed), _ignore)
    ledger = await asyncpg.connect(order.ledger_database)
    try:
        before = await ledger.fetchval(_COUNT)
        report = await closed_loop(order, connections, requests(order.seed), _ignore)
        ended = perf_counter()
        while (missing := before + report.answered - await ledger.fetchval(_COUNT)) > 0:
            if perf_counter() - ended > order.patience_seconds:
                break
            await asyncio.sleep(0.01)
        report.unseen, report.drain_seconds = max(missing, 0), perf_counter() - ended
    finally:
        await ledger.close()
    return report


def _ignore(_body: bytes, _since: float) -> None:
    """Nobody asked what was answered."""


if __name__ == "__main__":
    sys.stdout.write(uvloop.run(run(Order.from_json(sys.stdin.readline()))).to_json())
