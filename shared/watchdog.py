"""The last defence: a thread that ends the process when its event loop has been blocked for long."""

import asyncio
import os
import threading
import time

from shared.logs import get_logger

log = get_logger(__name__)

EXIT_BLOCKED = 70
LIMIT_SECONDS = 20.0


class Watchdog:
    """Beats on the loop every second; a daemon thread watches the beat."""

    def __init__(self, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit = limit_seconds
        self._beat = time.monotonic()
        self._running = True
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._keep_beating())
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Stop watching."""
        self._running = False
        if self._task is not None:
            self._task.cancel()

    @property
    def silent_seconds(self) -> float:
        """How long ago the loop last ran; 0 while nobody watches."""
        return time.monotonic() - self._beat if self._task is not None else 0.0

    async def _keep_beating(self) -> None:
        while True:
            self._beat = time.monotonic()
            await asyncio.sleep(1)

    def _watch(self) -> None:
        while self._running:
            time.sleep(1)
            if self._running and self.silent_seconds > self._limit:
                log.critical("loop_blocked", seconds=round(self.silent_seconds))
                os._exit(EXIT_BLOCKED)
