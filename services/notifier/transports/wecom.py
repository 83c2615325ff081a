"""A WeCom (企业微信) group bot: Apprise's `wecombot://key`, or the full address of a private installation."""

from collections.abc import Mapping
from typing import Any

from services.notifier.domain.message import Message
from services.notifier.transports.apprise_address import is_web_address, read_address
from services.notifier.transports.group_bot import GroupBot, words_for_a_group
from services.notifier.transports.http_post import Target, code_zero

LIMIT_BYTES = 2048


class WecomTransport(GroupBot):
    """Text messages."""

    name = "wecom"
    judge = staticmethod(code_zero("errcode", words="errmsg"))

    def target_of(self, address: str) -> Target:
        """Where to post. Raises ValueError for what is no bot's address."""
        if is_web_address(address):
            return Target(address)
        return Target(read_address(address, "wecombot").api_url)

    def body_of(self, message: Message, _address: str) -> Mapping[str, Any]:
        """A text message."""
        words = words_for_a_group(message, limit_bytes=LIMIT_BYTES)
        return {"msgtype": "text", "text": {"content": words}}
