"""What the ledger's commands have in common: an engine for one piece of work."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.settings import LedgerSettings
from shared.database import make_engine


def with_engine(settings: LedgerSettings, work: Callable[[AsyncEngine], Awaitable[None]]) -> None:
    """Do the work with an engine, and close it."""

    async def run() -> None:
        engine = make_engine(settings.database_url.get_secret_value(), pool_size=2)
        try:
            await work(engine)
        finally:
            await engine.dispose()

    asyncio.run(run())
