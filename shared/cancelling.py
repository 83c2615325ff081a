"""Cancelling an asyncio task for certain."""

import asyncio
from typing import Any

CANCEL_AGAIN_SECONDS = 0.2


async def cancel(task: asyncio.Task[Any]) -> None:
    """Return when the task has ended, however it did; its result or exception is the caller's to look at.

    Cancelled until it ends: `asyncio.wait_for` of Python 3.11 swallows a cancellation that meets its time-out
    or, in nats-py's first connecting, an attempt that fails in the same moment.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=CANCEL_AGAIN_SECONDS)
