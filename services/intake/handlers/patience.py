"""Outliving a restart of the database."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from services.intake.handlers.ports import StorageUnavailable

T = TypeVar("T")

RETRY_SECONDS = (0.1, 0.4, 1.0, 2.0)
"""Pauses while the database is away; a restart takes less than their sum."""


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """The answer of a repeatable call. An outage is admitted by raising `StorageUnavailable`."""
    for pause in RETRY_SECONDS:
        try:
            return await call()
        except StorageUnavailable:
            await asyncio.sleep(pause)
    return await call()
