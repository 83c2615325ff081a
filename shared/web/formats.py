"""Dates, times and numbers as people in each language write them. All moments in Asia/Shanghai."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from shared.language import Language, Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SCALE = (
    (60, 1, Text("{n} 秒", "{n} seconds")),
    (3600, 60, Text("{n} 分钟", "{n} minutes")),
    (86400, 3600, Text("{n} 小时", "{n} hours")),
    (86400 * 30, 86400, Text("{n} 天", "{n} days")),
    (86400 * 365, 86400 * 30, Text("{n} 个月", "{n} months")),
    (float("inf"), 86400 * 365, Text("{n} 年", "{n} years")),
)


def day(value: date, language: Language) -> str:
    """`2026年11月23日 星期一`, `Monday 23 November 2026`. A moment counts in Shanghai."""
    on = local(value).date() if isinstance(value, datetime) else value
    if language is Language.EN:
        weekday, month = _WEEKDAYS_EN[on.weekday()], _MONTHS_EN[on.month - 1]
        return f"{weekday} {on.day} {month} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日 星期{_WEEKDAYS_ZH[on.weekday()]}"


def short_day(value: date, language: Language) -> str:
    """For columns: `11月23日 周一`, `Mon 23 Nov`."""
    on = local(value).date() if isinstance(value, datetime) else value
    if language is Language.EN:
        return f"{_WEEKDAYS_EN[on.weekday()][:3]} {on.day} {_MONTHS_EN[on.month - 1][:3]}"
    return f"{on.month}月{on.day}日 周{_WEEKDAYS_ZH[on.weekday()]}"


def moment(value: datetime, language: Language) -> str:
    """`2026年11月23日 星期一 14:05`, `Monday 23 November 2026, 14:05`, 24-hour clock."""
    joint = ", " if language is Language.EN else " "
    return f"{day(value, language)}{joint}{local(value):%H:%M}"


def short_moment(value: datetime, language: Language) -> str:
    """For columns and timelines: `11月23日 周一 14:05`, `Mon 23 Nov 14:05`."""
    return f"{short_day(value, language)} {local(value):%H:%M}"


def ago(value: datetime, language: Language, now: datetime) -> str:
    """`3 分钟前`, `in 2 hours`; less than ten seconds either way is `刚刚`, `just now`."""
    seconds = (now - aware(value)).total_seconds()
    size = abs(seconds)
    if size < 10:
        return Text("刚刚", "just now").in_(language)
    unit, words = next((unit, words) for limit, unit, words in _SCALE if size < limit)
    amount = words.format(n=int(size // unit)).in_(language)
    if language is Language.ZH:
        return f"{amount}{'前' if seconds > 0 else '后'}"
    amount = amount.removesuffix("s") if size // unit == 1 else amount
    return f"{amount} ago" if seconds > 0 else f"in {amount}"


def thousands(value: float | None, digits: int = 0) -> str:
    """`12,345`; with digits `12,345.6`; a dash for None, which is not zero."""
    return "–" if value is None else f"{value:,.{digits}f}"


def aware(value: datetime) -> datetime:
    """A moment without a zone is taken to be UTC, as the databases keep them."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def local(value: datetime) -> datetime:
    """The same moment on Shanghai's clocks."""
    return aware(value).astimezone(SHANGHAI)
