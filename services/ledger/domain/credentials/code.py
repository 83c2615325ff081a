"""A sign-in code 登录码: given to somebody once, good for setting a password of one's own and no more."""

import hashlib
import secrets
from datetime import timedelta

GOOD_FOR = timedelta(days=3)
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for one another."""
LENGTH, GROUP = 12, 4


def new_code() -> str:
    """58 bits, of which nobody tries many, in groups that can be read out: `K7QM-2XHD-9RTV`."""
    letters = [secrets.choice(LETTERS) for _ in range(LENGTH)]
    groups = ("".join(letters[at : at + GROUP]) for at in range(0, LENGTH, GROUP))
    return "-".join(groups)


def digest_of(typed: str) -> str:
    """What is kept of a code, however it was typed. It is random: a slow hash would add nothing."""
    plain = "".join(each for each in typed.upper() if each.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
