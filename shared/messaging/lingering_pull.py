"""A pull subscription that hands over messages the moment they arrive and never stalls or spins.

It stands in for `nats.js.client.PullSubscription.fetch`, which in nats-py 2.16.0 (a) stalls for its
whole time limit after a request that timed out (nats.py#933, #986), (b) loses the request in flight when
the server restarts, (c) raises the builtin TimeoutError that FastStream 0.7.8 does not catch, and (d)
storms the server with thousands of requests a second while a consumer is missing.

One request is always outstanding ("linger"): the server pushes what it has, heartbeats tell that it is
alive, and the request is made anew when it is used up, refused, silent, or lost in a reconnection.
"""

import asyncio
import json
import time
from collections import deque

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import ConnectionClosedError, Error
from nats.js.api import Header

HEARTBEAT_SECONDS = 2.0
EXPIRES_SECONDS = 30.0
SILENCE_SECONDS = 2.5 * HEARTBEAT_SECONDS
REFUSED_PAUSE_SECONDS = 0.5
"""Between two requests while the server says that there is no such consumer (status 503)."""


class LingeringPull:
    """Messages of one durable consumer, prefetched up to `window`."""

    def __init__(
        self, connection: Client, stream: str, consumer: str, *, window: int, inbox_prefix: str
    ) -> None:
        self._connection = connection
        self._next_subject = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"
        self._inbox = f"{inbox_prefix}.{consumer}.{connection.new_inbox().rpartition('.')[2]}"
        self._request = json.dumps(
            {
                "batch": window,
                "expires": int(EXPIRES_SECONDS * 1e9),
                "idle_heartbeat": int(HEARTBEAT_SECONDS * 1e9),
            }
        ).encode()
        self._window = window
        self._waiting: deque[Msg] = deque()
        self._arrived = asyncio.Event()
        self._subscription: Subscription | None = None
        self._outstanding = 0
        self._heard_at = 0.0
        self._asked_at = 0.0
        self._epoch = -1
        self._not_before = 0.0
        self.requests = 0
        """How many requests were made since the start; for tests and curiosity."""

    async def open(self) -> None:
        """Listen on the inbox. Nothing is asked for before the first `take`."""
        self._subscription = await self._connection.subscribe(self._inbox, cb=self._receive)

    async def take(self, limit: int) -> list[Msg]:
        """At least one message, at most `limit`, in stream order, as soon as there is one.

        Waits for ever while there is none. Raises ConnectionClosedError when the connection is gone
        for good; the caller's process should end.
        """
        while not self._waiting:
            if self._connection.is_closed:
                raise ConnectionClosedError
            await self._ask()
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), REFUSED_PAUSE_SECONDS)
            except TimeoutError:
                continue
        taken = [self._waiting.popleft() for _ in range(min(limit, len(self._waiting)))]
        await self._ask()
        return taken

    async def close(self) -> None:
        """Stop listening; what was prefetched and not taken goes back for others at once."""
        subscription, self._subscription = self._subscription, None
        if subscription is not None and not self._connection.is_closed:
            await subscription.unsubscribe()
            while self._waiting:
                await self._waiting.popleft().nak()

    unsubscribe = close

    async def _receive(self, message: Msg) -> None:
        self._heard_at = time.monotonic()
        status = message.headers.get(Header.STATUS) if message.headers else None
        if status is None:
            self._outstanding -= 1
            self._waiting.append(message)
            self._arrived.set()
        elif status != "100":  # 100 is a heartbeat; anything else ends the request
            self._outstanding = 0
            if status == "503":
                self._not_before = self._heard_at + REFUSED_PAUSE_SECONDS
            self._arrived.set()

    async def _ask(self) -> None:
        now = time.monotonic()
        if not self._connection.is_connected or now < self._not_before or not self._spent(now):
            return
        self._epoch = self._connection.stats["reconnects"]
        self._outstanding, self._asked_at, self._heard_at = self._window, now, now
        self.requests += 1
        try:
            await self._connection.publish(self._next_subject, self._request, reply=self._inbox)
        except Error:
            self._outstanding = 0  # lost with the connection; asked again after it is back
            self._not_before = now + REFUSED_PAUSE_SECONDS

    def _spent(self, now: float) -> bool:
        return (
            self._outstanding <= 0
            or self._epoch != self._connection.stats["reconnects"]
            or now - self._heard_at > SILENCE_SECONDS
            or now - self._asked_at > EXPIRES_SECONDS
        )
