"""What a transport is: one way out, small enough to write in an afternoon."""

from typing import Protocol

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Outcome


class Transport(Protocol):
    """Copy `webhook.py`, name it in `app.py`, add it to the suite: the suite says what is missing."""

    @property
    def name(self) -> str:
        """Lower case, as in a person's `transports` and in `transport_urls`."""

    @property
    def repeatable(self) -> bool:
        """Whether the receiver drops a repetition with the same `message.key`."""

    async def deliver(self, message: Message) -> Outcome:
        """Make one attempt. Never blocks the loop, never raises for what a provider does.

        UNKNOWN only when everything was handed over and no answer came.
        """

    async def close(self) -> None:
        """Let go of what is held open; nothing is delivered afterwards."""
