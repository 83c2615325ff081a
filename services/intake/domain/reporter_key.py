"""Pseudonyms of those who complain: the same for the same telephone, and nothing to anybody else.

Numbers are few, so a digest without a key could be tried out; this one is keyed, and the key stays here.
"""

import hmac
import re
import unicodedata

from services.intake.domain.complaint import Contact

BYTES = 16
_SEVERAL = re.compile(r"[/、,，;；|\n]|或|转|ext")
_ABROAD = re.compile(r"^(?:00)?86(?=1[3-9]\d{9}$|[1-9]\d{8,10}$)")
_MOBILE = re.compile(r"0?(1[3-9]\d{9})")
FEWEST_DIGITS = 7


def reporter_key(key: bytes, contact: Contact, *, confidential: bool) -> str | None:
    """Thirty-two hexadecimal digits; None without a telephone, and for who asks for confidentiality.

    A confidential complaint without a pseudonym cannot be laid beside one in which a name was given.
    """
    number = None if confidential else plain_number(contact.phone)
    return hmac.digest(key, number.encode(), "sha256")[:BYTES].hex() if number else None


def plain_number(phone: str) -> str | None:
    """The first number in what was typed, in one way of writing; None for what cannot be one.

    >>> plain_number("+86 138-0013-8000"), plain_number("（0791）8622 1234 转 6")
    ('13800138000', '079186221234')
    """
    for part in _SEVERAL.split(unicodedata.normalize("NFKC", phone)):
        digits = "".join(each for each in part if each in "0123456789")
        home = _ABROAD.sub("", digits)
        if mobile := _MOBILE.fullmatch(home):
            return mobile[1]
        if len(home) >= FEWEST_DIGITS and len(set(home)) > 2:  # not what stands for "none": 0000000
            return home if home.startswith("0") or home == digits else f"0{home}"
    return None
