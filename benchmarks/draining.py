"""How fast a consumer works through a backlog, seen from its database."""

import asyncio
from time import perf_counter

import asyncpg

LOOK_SECONDS = 0.1
UNCOUNTED = 0.1
"""The first part of the backlog: the consumer is still starting."""


async def drained(connection: asyncpg.Connection, done: str, goal: int, count: int) -> float:
    """Items a second while the last nine tenths of `count` were done.

    `done` is a query for a number that ends at `goal`. The caller limits the time. Raises
    RuntimeError for a backlog that was gone between two looks.
    """
    begun, first = 0.0, 0
    while True:
        found, now = await connection.fetchval(done), perf_counter()
        if not begun and found >= goal - count * (1 - UNCOUNTED):
            begun, first = now, found
        if found >= goal and first >= goal:
            raise RuntimeError("the backlog was gone before it could be timed: make it larger")
        if found >= goal:
            return float(found - first) / (now - begun)
        await asyncio.sleep(LOOK_SECONDS)
