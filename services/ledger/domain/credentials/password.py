"""What a password of one's own has to be."""

from enum import StrEnum

SHORTEST, LONGEST = 8, 200


class Weakness(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    IS_THE_NAME = "is_the_name"
    IS_THE_OLD_ONE = "is_the_old_one"


def weakness_of(password: str, staff_id: str, old: str = "") -> Weakness | None:
    """The first thing wrong with it; `old` is the password or the code that it takes the place of."""
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    if password.casefold() == staff_id.casefold():
        return Weakness.IS_THE_NAME
    return Weakness.IS_THE_OLD_ONE if password == old else None
