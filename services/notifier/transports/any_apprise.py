"""Every other means that Apprise knows: a line in `transport_urls` is all it takes.

Apprise says yes or no. A no is tried again, so a person may be told twice where a provider took a
message and then did not answer in time.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from apprise import Apprise, NotifyFormat

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Outcome, accepted, postponed, refused
from services.notifier.transports.addresses import Addresses


class AnyAppriseTransport:
    """One of Apprise's own plugins, under a name of the operator's choice."""

    repeatable = False

    def __init__(self, name: str, addresses: Addresses, *, in_flight: int = 16) -> None:
        self.name = name
        self._addresses = addresses
        for address in addresses.every():
            if Apprise.instantiate(address) is None:
                raise ValueError("Apprise does not know this kind of address")
        self._threads = ThreadPoolExecutor(in_flight, thread_name_prefix=name)

    async def deliver(self, message: Message) -> Outcome:
        """One attempt, in a thread: Apprise blocks."""
        address = self._addresses.of(message.unit_code)
        if address is None:
            return refused(f"{self.name} is not set up for this unit")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _notify, address, message)

    async def close(self) -> None:
        """Let go of threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _notify(address: str, message: Message) -> Outcome:
    """A plugin of its own for each message: shared ones wait between messages, out of politeness."""
    apprise = Apprise()
    apprise.add(address)
    result = apprise.notify(title=message.subject, body=message.text, body_format=NotifyFormat.TEXT)
    words = "; ".join(str(line.message) for each in result.results for line in each.logs())
    return accepted(words) if result else postponed(words or "Apprise could not send it")
