"""A web address of another system. It gets JSON, and an `Idempotency-Key` by which to drop repetitions."""

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Outcome, refused
from services.notifier.transports.addresses import Addresses
from services.notifier.transports.apprise_address import is_web_address, read_address
from services.notifier.transports.http_post import HttpPoster, Target, any_success


class WebhookTransport:
    """Posts to `https://…`, or to Apprise's `jsons://user:password@host/path?+Header=value`."""

    name = "webhook"
    repeatable = True

    def __init__(self, addresses: Addresses, *, timeout_seconds: float = 15) -> None:
        self._addresses = addresses
        self._targets = {address: target_of(address) for address in addresses.every()}
        self._poster = HttpPoster(timeout_seconds=timeout_seconds)

    async def deliver(self, message: Message) -> Outcome:
        """One attempt; any status of 2xx means that the other system has it."""
        address = self._addresses.of(message.unit_code)
        if address is None:
            return refused("no webhook is set up for this unit")
        target = self._targets[address]
        headers = {**target.headers, "Idempotency-Key": message.key}
        return await self._poster.post(
            Target(target.url, headers, target.auth), body_of(message), any_success
        )

    async def close(self) -> None:
        """Let go of connections."""
        await self._poster.close()


def body_of(message: Message) -> dict[str, str | list[str] | None]:
    """What the other system gets; people are named by staff id, never by address."""
    return {
        "notice_id": message.key,
        "staff_id": message.staff_id,
        "unit_code": message.unit_code,
        "reason": message.reason,
        "task_number": message.task_number,
        "task_numbers": list(message.task_numbers),
        "language": message.language,
        "subject": message.subject,
        "text": message.text,
        "link": message.link,
    }


def target_of(address: str) -> Target:
    """Where to post. Raises ValueError for what is no address."""
    if is_web_address(address):
        return Target(address)
    hook = read_address(address, "jsons", "json")
    port = f":{hook.port}" if hook.port else ""
    url = f"{'https' if hook.secure else 'http'}://{hook.host}{port}{hook.fullpath}"
    return Target(url, dict(hook.headers), (hook.user, hook.password or "") if hook.user else None)
