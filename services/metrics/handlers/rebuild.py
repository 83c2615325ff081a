"""Forgets every fact and hears all of them again, from the first event of each stream."""

import asyncio

from services.metrics.handlers.ports import Memory, Streams
from shared.logs import get_logger

log = get_logger(__name__)

LOOK_SECONDS = 0.2
TELL_EVERY = 25
"""Looks between two lines in the log."""


async def rebuild(streams: Streams, memory: Memory) -> None:
    """Returns when all that was in the streams at the end of it is recorded again.

    The order makes it safe to be interrupted anywhere: without consumers `python -m
    shared.provision streams` (or this command again) makes them anew, and they begin at the first
    event. What a running service has in hand meanwhile is either forgotten and heard again, or
    recorded after the forgetting and recognised when it is heard again.

    Repeatable: the figures are the same each time.
    """
    await streams.forget_places()
    began = await memory.forget()
    log.info("rebuild_began")
    await streams.begin_anew()
    looks = 0
    while left := await streams.unread():
        if looks % TELL_EVERY == 0:
            log.info("rebuild_goes_on", messages_left=left)
        looks += 1
        await asyncio.sleep(LOOK_SECONDS)
    await memory.complete(began)
    log.info("rebuild_complete")
