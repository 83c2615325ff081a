"""Addresses and keys hidden from those who read about a delivery."""

import re

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*")
_URL = re.compile(r"(https?://[^\s/?#\"'<>]+)[^\s\"'<>]*", re.IGNORECASE)
_LONG_DIGITS = re.compile(r"\d{7,}")
_KEY = re.compile(r"(?i)\b(key|token|secret|sign|password|access_token)=[^\s&\"']+")


def mask_address(address: str) -> str:
    """The first character and the domain.

    >>> mask_address("wang.ming@city.example")
    'w***@city.example'
    """
    local, _, domain = address.partition("@")
    return f"{local[:1]}***@{domain}" if domain else f"{address[:1]}***"


def without_addresses(words: str) -> str:
    """A provider's words without mail addresses, phone numbers, keys, or paths of web addresses.

    The result can be kept in a database whatever a stranger answered.

    >>> without_addresses("550 <wang@city.example> no such user")
    '550 <w***@city.example> no such user'
    >>> without_addresses("https://bot.example/send?key=abc does not answer")
    'https://bot.example/… does not answer'
    """
    words = words.encode("utf-8", "replace").decode().replace("\0", " ")
    words = _URL.sub(r"\1/…", words)
    words = _KEY.sub(r"\1=…", words)
    words = _EMAIL.sub(lambda found: mask_address(found[0]), words)
    return _LONG_DIGITS.sub(lambda found: found[0][:3] + "…", words)
