"""Dates, times and numbers in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.language import Language
from shared.web import formats

ZH, EN = Language.ZH, Language.EN
NOW = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)


def test_a_day_is_told_in_full_with_its_weekday() -> None:
    assert formats.day(date(2026, 11, 23), ZH) == "2026年11月23日 星期一"
    assert formats.day(date(2026, 11, 23), EN) == "Monday 23 November 2026"


def test_a_moment_late_in_the_evening_utc_is_the_next_day_in_shanghai() -> None:
    late = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    assert formats.moment(late, ZH) == "2026年11月23日 星期一 00:05"
    assert formats.moment(late, EN) == "Monday 23 November 2026, 00:05"
    assert formats.short_moment(late, ZH) == "11月23日 周一 00:05"
    assert formats.short_moment(late, EN) == "Mon 23 Nov 00:05"
    assert formats.day(late, ZH).startswith("2026年11月23日")


def test_a_moment_without_a_zone_counts_as_utc() -> None:
    assert formats.moment(datetime(2026, 11, 23, 6, 5), EN).endswith("14:05")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("delta", "chinese", "english"),
    [
        (timedelta(seconds=-9), "刚刚", "just now"),
        (timedelta(seconds=9), "刚刚", "just now"),
        (timedelta(seconds=-30), "30 秒前", "30 seconds ago"),
        (timedelta(seconds=-60), "1 分钟前", "1 minute ago"),
        (timedelta(minutes=-119), "1 小时前", "1 hour ago"),
        (timedelta(hours=2), "2 小时后", "in 2 hours"),
        (timedelta(days=1), "1 天后", "in 1 day"),
        (timedelta(days=-29), "29 天前", "29 days ago"),
        (timedelta(days=-45), "1 个月前", "1 month ago"),
        (timedelta(days=-800), "2 年前", "2 years ago"),
    ],
)
def test_how_long_ago_or_until(delta: timedelta, chinese: str, english: str) -> None:
    assert formats.ago(NOW + delta, ZH, NOW) == chinese
    assert formats.ago(NOW + delta, EN, NOW) == english


def test_thousands_are_grouped_and_nothing_is_not_zero() -> None:
    assert formats.thousands(1234567) == "1,234,567"
    assert formats.thousands(1234.56, 1) == "1,234.6"
    assert formats.thousands(0) == "0"
    assert formats.thousands(None) == "–"
