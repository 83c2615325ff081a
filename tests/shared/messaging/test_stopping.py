"""A bus stops when it is told to, whatever NATS is doing."""

import asyncio

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging.bus import Bus
from shared.settings import Settings
from tests.servers import free_port, seed


async def test_it_stops_while_nats_has_never_been_there(engine: AsyncEngine) -> None:
    """Moments differ from try to try: the cancellation may meet an attempt that fails just then."""
    for attempt in range(30):
        settings = Settings(
            database_url=SecretStr("unused"),
            nats_urls=f"nats://127.0.0.1:{free_port()}",
            nats_seed=SecretStr(seed()),
            token_public_key=SecretStr("unused"),
        )
        bus = Bus(settings, "ledger", engine, [])
        await bus.start()
        for _ in range(attempt):
            await asyncio.sleep(0)
        await asyncio.wait_for(bus.stop(), 5)
