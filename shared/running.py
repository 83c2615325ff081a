"""What running a service means: its life cycle, its health checks, its HTTP server."""

import gc
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

import uvicorn
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from shared.messaging.bus import Bus
from shared.migrating import pending_migrations
from shared.settings import Settings
from shared.watchdog import LIMIT_SECONDS, Watchdog
from shared.web.health import Check, Finding

OWN_PROCESS = "own_process"
"""Name in an application's state, set by `serve`: the process belongs to this service alone."""

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]
Resource = AbstractAsyncContextManager[object]


class Life:
    """A service between start and stop: its engine, its bus, its watchdog, and what more it opens."""

    def __init__(
        self, engine: AsyncEngine, bus: Bus, migrations: Path, resources: Sequence[Resource] = ()
    ) -> None:
        self._engine, self._bus, self._migrations = engine, bus, migrations
        self._resources = resources
        self._watchdog = Watchdog()

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Opens the resources in order and closes them in reverse; the bus connects in between.

        The watchdog watches only in a process of the service's own, which it may end.
        """
        if getattr(app.state, OWN_PROCESS, False):
            self._watchdog.start()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._engine.dispose)
            for resource in self._resources:
                await stack.enter_async_context(resource)
            await self._bus.start()
            stack.push_async_callback(self._bus.stop)
            yield
        self._watchdog.stop()

    def checks(self, *, needs_bus: bool = True) -> list[Check]:
        """What `/readyz` asks. A service that can work without NATS reports it and stays ready."""

        async def database() -> Finding:
            async with self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
            return Finding("database", ok=True)

        async def migrations() -> Finding:
            pending = await pending_migrations(self._engine, self._migrations)
            hint = f"run migrate: {', '.join(pending)} not applied" if pending else ""
            return Finding("migrations", ok=not pending, detail=hint)

        async def bus() -> Finding:
            problem = await self._bus.problems()
            return Finding("bus", ok=not problem, detail=problem, required=needs_bus)

        return [database, migrations, bus]

    def liveness(self) -> list[Check]:
        """What `/livez` asks: whether the event loop runs."""

        async def loop() -> Finding:
            silent = self._watchdog.silent_seconds
            return Finding("loop", ok=silent < LIMIT_SECONDS, detail=f"{silent:.1f} s ago")

        return [loop]


def serve(app: Starlette, settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C; requests in hand may finish within `stop_grace_seconds`."""
    # What the imports made stays for good: the collector need not look at it again and again,
    # which took a seventh of the time of a request.
    gc.collect()
    gc.freeze()
    setattr(app.state, OWN_PROCESS, True)
    # `/readyz` looks for pending migrations every few seconds; alembic tells of each look.
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
    uvicorn.run(
        app,
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
        lifespan="on",
        loop="uvloop",
        http="httptools",
        server_header=False,
        timeout_graceful_shutdown=int(settings.stop_grace_seconds),
    )
