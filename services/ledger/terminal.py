"""What the ledger's commands have in common: an engine for one piece of work, a bar that grows."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.settings import LedgerSettings
from shared.database import make_engine

WIDTH = 30


def with_engine(settings: LedgerSettings, work: Callable[[AsyncEngine], Awaitable[None]]) -> None:
    """Do the work with an engine, and close it."""

    async def run() -> None:
        engine = make_engine(settings.database_url.get_secret_value(), pool_size=2)
        try:
            await work(engine)
        finally:
            await engine.dispose()

    asyncio.run(run())


class Bar:
    """A line on a terminal that grows, with the seconds that are left; nothing where nobody watches."""

    def __init__(self, of: int) -> None:
        self.done = 0
        self._of, self._begun = of, time.monotonic()

    def __call__(self, done: int) -> None:
        """So many are done by now."""
        self.done = done
        if not sys.stderr.isatty() or not self._of:
            return
        filled = WIDTH * done // self._of
        left = (time.monotonic() - self._begun) / max(done, 1) * (self._of - done)
        end = "\n" if done >= self._of else ""
        bar = "█" * filled + "░" * (WIDTH - filled)
        sys.stderr.write(f"\r{bar} {done:,}/{self._of:,}  {left:3.0f} s {end}")
        sys.stderr.flush()
