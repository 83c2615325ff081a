"""What the bots of WeCom, DingTalk and Feishu have in common: a post into a group, and its answer."""

from collections.abc import Mapping
from typing import Any

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Outcome, refused
from services.notifier.transports.addresses import Addresses
from services.notifier.transports.http_post import HttpPoster, Judge, Target


class GroupBot:
    """One bot a unit, or one for the city. A bot's subclass says where, what, and how it answers."""

    name: str
    repeatable = False
    """Bots know no idempotency key: a repetition would be read twice."""
    judge: Judge

    def __init__(self, addresses: Addresses, *, timeout_seconds: float = 15) -> None:
        self._addresses = addresses
        for address in addresses.every():
            self.target_of(address)  # a wrong address stops the start, not the first notice
        self._poster = HttpPoster(timeout_seconds=timeout_seconds, reuse_connections=False)

    def target_of(self, address: str) -> Target:
        """Where to post at this moment: a signature may depend on it. Raises ValueError."""
        raise NotImplementedError

    def body_of(self, message: Message, address: str) -> Mapping[str, Any]:
        """What the bot says, in its provider's form."""
        raise NotImplementedError

    async def deliver(self, message: Message) -> Outcome:
        """One attempt."""
        address = self._addresses.of(message.unit_code)
        if address is None:
            return refused(f"no {self.name} bot is set up for this unit")
        body = self.body_of(message, address)
        return await self._poster.post(self.target_of(address), body, type(self).judge)

    async def close(self) -> None:
        """Let go of connections."""
        await self._poster.close()


def words_for_a_group(message: Message, *, limit_bytes: int) -> str:
    """The recipient's name and the plain text, cut in the middle if need be: the link stays whole."""
    words = f"{message.name}\n{message.text}" if message.name else message.text
    if len(words.encode()) <= limit_bytes:
        return words
    ending = f"…\n{message.link}" if message.link else "…"
    room = limit_bytes - len(ending.encode())
    return words.encode()[:room].decode("utf-8", "ignore") + ending
