"""How fast a service works through a backlog, seen from its database."""

import asyncio
from collections.abc import Awaitable
from time import perf_counter

import asyncpg

from benchmarks.installation import Installation

LOOK_SECONDS = 0.1
UNCOUNTED = 0.1
"""The first part of the backlog: the consumer is still starting."""


async def work_through(
    place: Installation, part: str, start: Awaitable[None], database: str, done: str, count: int
) -> float:
    """Items a second while `part` did the last nine tenths of a backlog of `count`; stopped afterwards.

    `done` is a query for how many are done, whoever did them, in `database`.
    """
    async with place.database(database) as connection:
        goal = await connection.fetchval(done) + count
        timing = asyncio.create_task(_rate(connection, done, goal, count))
        try:
            await start
            return await timing
        finally:
            timing.cancel()
            await place.stop(part)


async def _rate(connection: asyncpg.Connection, done: str, goal: int, count: int) -> float:
    """Looks until `goal` is reached. Raises RuntimeError for a backlog gone between two looks."""
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
