"""Waiting for what must happen, without guessing how long it takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine


async def eventually(
    condition: Callable[[], Awaitable[bool]] | Callable[[], bool], seconds: float = 20
) -> None:
    """Return when the condition holds; fail when it does not within the time."""
    deadline = time.monotonic() + seconds
    while True:
        holds = condition()
        if holds if isinstance(holds, bool) else await holds:
            return
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def rows(engine: AsyncEngine, statement: str, **values: Any) -> list[Any]:
    """The rows of a query."""
    async with engine.connect() as connection:
        return list((await connection.execute(text(statement), values)).all())


async def states(engine: AsyncEngine) -> dict[str, int]:
    """How many notices are in each state."""
    found = await rows(engine, "SELECT state, count(*) FROM notices GROUP BY state")
    return {row[0]: row[1] for row in found}
