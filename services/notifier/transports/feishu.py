"""A Feishu (飞书) group bot: Apprise's `feishu://token`, or the full address of a private installation."""

import time
from collections.abc import Mapping
from typing import Any

import httpx

from services.notifier.domain.message import Message
from services.notifier.transports.apprise_address import is_web_address, read_address
from services.notifier.transports.group_bot import GroupBot, words_for_a_group
from services.notifier.transports.http_post import Target, code_zero
from services.notifier.transports.signatures import feishu_sign

LIMIT_BYTES = 19_000


class FeishuTransport(GroupBot):
    """Text messages. `secret` in the address signs the body and is not sent."""

    name = "feishu"
    judge = staticmethod(code_zero("code", "StatusCode", words="msg"))

    def target_of(self, address: str) -> Target:
        """Where to post. Raises ValueError for what is no bot's address."""
        if is_web_address(address):
            return Target(str(httpx.URL(address).copy_remove_param("secret")))
        bot = read_address(address, "feishu")
        return Target(bot.notify_url.format(token=bot.token).rstrip("/"))

    def body_of(self, message: Message, address: str) -> Mapping[str, Any]:
        """A text message, signed where the address has a secret."""
        words = words_for_a_group(message, limit_bytes=LIMIT_BYTES)
        body: dict[str, Any] = {"msg_type": "text", "content": {"text": words}}
        secret = httpx.URL(address).params.get("secret")
        if not secret:
            return body
        seconds = int(time.time())
        return {"timestamp": str(seconds), "sign": feishu_sign(secret, seconds), **body}
