"""This service's own consumers, as the one thing its NATS user may delete and create."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from shared.messaging.provisioning import ensure_consumer
from shared.messaging.streams import Consumer, consumers_of
from shared.settings import Settings

SERVICE = "metrics"


class JetStreamPlaces:
    """Where each of the consumers stands."""

    def __init__(self, js: JetStreamContext) -> None:
        self._js = js
        self._consumers: tuple[Consumer, ...] = consumers_of(SERVICE)

    async def forget_places(self) -> None:
        """Drop the consumers. One that is missing already is no trouble."""
        for consumer in self._consumers:
            try:
                await self._js.delete_consumer(consumer.stream, consumer.name)
            except NotFoundError:
                continue

    async def begin_anew(self) -> None:
        """Make the consumers as they are declared; a new one begins at the first event."""
        for consumer in self._consumers:
            await ensure_consumer(self._js, consumer)

    async def unread(self) -> int:
        """Not delivered, or delivered and not acknowledged, in all of them together."""
        left = 0
        for consumer in self._consumers:
            info = await self._js.consumer_info(consumer.stream, consumer.name)
            left += (info.num_pending or 0) + (info.num_ack_pending or 0)
        return left


@asynccontextmanager
async def own_places(settings: Settings) -> AsyncIterator[JetStreamPlaces]:
    """A connection as this service's NATS user; waits while no server answers."""
    client = await nats.connect(
        settings.nats_servers,
        nkeys_seed_str=settings.nats_seed.get_secret_value(),
        name=f"{SERVICE}-rebuild",
        inbox_prefix=f"_INBOX_{SERVICE}",
        max_reconnect_attempts=-1,
        reconnect_time_wait=1,
    )
    try:
        yield JetStreamPlaces(client.jetstream(timeout=10))
    finally:
        await client.close()
