"""Points in time as exports write them; without a zone they are China's."""

import re
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))

_PARTS = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{1,2})\s*分?"
    r"(?:\s*[:：]?\s*(?P<second>\d{1,2})\s*秒?)?(?:\.\d+)?)?"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=CHINA)
_SERIAL = re.compile(r"[2-5]\d{4}(?:\.\d+)?")


def moment(text: str) -> datetime:
    """The moment, with its zone.

    >>> moment("2019年4月25日 9:32").isoformat()
    '2019-04-25T09:32:00+08:00'

    Raises:
        ValueError: no way of writing a moment that is known here.
    """
    text = text.strip()
    if _SERIAL.fullmatch(text):  # days since 1900, as spreadsheets count
        return _DAY_ZERO + timedelta(days=round(float(text) * 86400) / 86400)
    match = _PARTS.fullmatch(text)
    parts = match.groups() if match else _digits(text)
    if parts is None:
        return _iso(text)
    return datetime(*(int(part or 0) for part in parts), tzinfo=CHINA)  # type: ignore[misc, arg-type]


def _digits(text: str) -> tuple[str | None, ...] | None:
    match = _DIGITS.fullmatch(text)
    return match.groups() if match else None


def _iso(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=CHINA)
