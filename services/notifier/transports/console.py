"""Writes notices to the log: for development, where nobody is to be disturbed."""

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Outcome, accepted
from shared.logs import get_logger

log = get_logger(__name__)


class ConsoleTransport:
    """Takes everything. Never set up beside a real way out: it would look as if people were told."""

    repeatable = True

    def __init__(self, name: str = "console") -> None:
        self.name = name

    async def deliver(self, message: Message) -> Outcome:
        """One log line; the address stays out of it."""
        log.info(
            "notice",
            staff_id=message.staff_id,
            reason=message.reason,
            subject=message.subject,
            link=message.link,
        )
        return accepted("written to the log")

    async def close(self) -> None:
        """Nothing is held open."""
