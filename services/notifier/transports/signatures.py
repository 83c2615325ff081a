"""How two providers want a group bot's messages signed, as those who quote their documents have it."""

import base64
import hmac


def dingtalk_sign(secret: str, milliseconds: int) -> str:
    """Moment and secret are the message, the secret alone is the key; goes into the query.

    Source: open.dingtalk.com, 自定义机器人安全设置, 加签.
    """
    return _sign(secret, f"{milliseconds}\n{secret}")


def feishu_sign(secret: str, seconds: int) -> str:
    """Moment and secret are the key, and the message is empty; goes into the body.

    Source: open.feishu.cn, 自定义机器人使用指南 (client-docs/bot-v3/add-custom-bot), 签名校验.
    """
    return _sign(f"{seconds}\n{secret}", "")


def _sign(key: str, message: str) -> str:
    return base64.b64encode(hmac.digest(key.encode(), message.encode(), "sha256")).decode()
