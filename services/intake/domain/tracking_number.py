"""Tracking numbers: `261123-000417-92`, the day of receipt, a sequence, two check digits.

The check digits catch every single wrong digit and every swap of neighbours.
Source: ISO/IEC 7064:2003, MOD 97-10.
"""

import re
import unicodedata
from datetime import date

SEQUENCE_DIGITS = 6
"""At least; a town that outgrows a million gets a seventh digit."""

_SHAPE = re.compile(r"(\d{6})(\d{6,12})(\d{2})")
_SEPARATORS = re.compile(r"[\s\-‐-―−－_.·]+")


class InvalidNumber(ValueError):
    """Not a tracking number; the classes below say what is wrong with it."""


class NotANumber(InvalidNumber):
    """It does not have the shape of one."""


class WrongCheckDigits(InvalidNumber):
    """It has the shape, but a digit is wrong or two are swapped."""


def tracking_number(received_on: date, sequence: int) -> str:
    """The number for a day in China and a sequence from 1. Raises ValueError below 1.

    >>> tracking_number(date(2026, 11, 23), 417)
    '261123-000417-92'
    """
    if sequence < 1:
        raise ValueError(f"a sequence begins with 1, not {sequence}")
    day = f"{received_on.year % 100:02}{received_on.month:02}{received_on.day:02}"
    digits = f"{sequence:0{SEQUENCE_DIGITS}}"
    return f"{day}-{digits}-{check_digits(day + digits)}"


def check_digits(digits: str) -> str:
    """The two digits that make the whole congruent to 1 modulo 97; from 02 to 98."""
    return f"{98 - int(digits) * 100 % 97:02}"


def parse(typed: str) -> str:
    """The number as it is written on receipts, from what somebody typed.

    Spaces, missing or other hyphens and full-width digits are forgiven. Raises `NotANumber` or
    `WrongCheckDigits`.

    >>> parse("２６１１２３ 000417 92")
    '261123-000417-92'
    """
    if len(typed) > 64:
        raise NotANumber("a tracking number is shorter")
    compact = _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed))
    shape = _SHAPE.fullmatch(compact) if compact.isascii() else None
    if shape is None or _padded_too_far(shape[2]) or not _is_day(shape[1]):
        raise NotANumber("not in the form 261123-000417-92")
    day, sequence, check = shape.groups()
    if check != check_digits(day + sequence):
        raise WrongCheckDigits("the check digits do not fit the rest")
    return f"{day}-{sequence}-{check}"


def _padded_too_far(sequence: str) -> bool:
    return len(sequence) > SEQUENCE_DIGITS and sequence.startswith("0")


def _is_day(digits: str) -> bool:
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True
