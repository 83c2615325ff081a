"""A DingTalk (钉钉) group bot: Apprise's `dingtalk://secret@token`, or the full address of a private one."""

import time
from collections.abc import Mapping
from typing import Any

import httpx

from services.notifier.domain.message import Message
from services.notifier.transports.apprise_address import is_web_address, read_address
from services.notifier.transports.group_bot import GroupBot, words_for_a_group
from services.notifier.transports.http_post import Target, code_zero
from services.notifier.transports.signatures import dingtalk_sign

LIMIT_BYTES = 19_000


class DingtalkTransport(GroupBot):
    """Text messages. A `secret` in a full address signs and is not sent."""

    name = "dingtalk"
    judge = staticmethod(code_zero("errcode", words="errmsg"))

    def target_of(self, address: str) -> Target:
        """Where to post, signed for this moment. Raises ValueError for what is no bot's address."""
        if is_web_address(address):
            full = httpx.URL(address)
            url, secret = full.copy_remove_param("secret"), full.params.get("secret")
        else:
            bot = read_address(address, "dingtalk")
            url, secret = httpx.URL(bot.notify_url.format(token=bot.token)), bot.secret
        if not secret:
            return Target(str(url))
        now = round(time.time() * 1000)
        signed = url.copy_merge_params({"timestamp": now, "sign": dingtalk_sign(secret, now)})
        return Target(str(signed))

    def body_of(self, message: Message, _address: str) -> Mapping[str, Any]:
        """A text message."""
        words = words_for_a_group(message, limit_bytes=LIMIT_BYTES)
        return {"msgtype": "text", "text": {"content": words}}
