"""Figures as people say them, and titles that answer."""

from datetime import date

import pytest

from services.metrics.domain.period import Period
from services.metrics.entrypoints import answers, spoken
from services.metrics.entrypoints.answers import Ranked
from shared.language import Text


@pytest.mark.parametrize(
    ("hours", "zh", "en"),
    [
        (None, "–", "–"),
        (0, "不到 1 分钟", "under 1 min"),
        (0.5, "30 分钟", "30 min"),
        (0.9999, "1.0 小时", "1.0 h"),
        (1, "1.0 小时", "1.0 h"),
        (47.96, "2.0 天", "2.0 days"),
        (48, "2.0 天", "2.0 days"),
        (60, "2.5 天", "2.5 days"),
    ],
)
def test_durations(hours: float | None, zh: str, en: str) -> None:
    assert spoken.duration(hours) == Text(zh, en)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (0, "0%"),
        (0.0001, "<0.1%"),
        (597 / 601, "99.3%"),
        (0.99988, ">99.9%"),
        (1, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(value: float | None, words: str) -> None:
    assert spoken.share(value).en == words


def test_periods() -> None:
    assert spoken.period(Period(date(2026, 10, 25), date(2026, 11, 23))) == Text(
        "2026年10月25日至11月23日", "25 October to 23 November 2026"
    )
    assert spoken.period(Period(date(2025, 12, 1), date(2026, 1, 2))) == Text(
        "2025年12月1日至2026年1月2日", "1 December 2025 to 2 January 2026"
    )
    assert spoken.period(Period(date(2026, 1, 2), date(2026, 1, 2))).en == "2 January 2026"


def test_titles_answer_their_question() -> None:
    water, roads = Text("水务局", "Water"), Text("交通局", "Roads")
    assert answers.standing(0, 0).en == "Nothing is open"
    assert answers.standing(1, 0).en == "1 case open, none overdue"
    assert answers.standing(3, 1).zh == "3 件在办，其中 1 件已超期"
    assert answers.pace(5, 5).en == "As many were closed as came in"
    assert answers.pace(3, 5).zh == "办结比收到多 2 件，在办的少了"
    assert answers.lateness([]).zh == "没有单位超期"
    two = [Ranked("w", water, 3), Ranked("r", roads, 1)]
    assert answers.lateness(two).en == "2 units are late, most of all Water: 3 cases"
    assert answers.subject(two).zh == "说得最多的是水务局，占 75.0%"
    level = [Ranked("w", water, 2), Ranked("r", roads, 2)]
    assert answers.load(level).zh == "2 个单位在办最多，各 2 件"
    assert answers.lateness(level).en == "2 units are late: 2 cases each"
    assert answers.way_in(level).en == "Water and 1 more share the lead: 50.0% each"
    assert answers.slowest([Ranked("s", water, 0.001)]).zh == "走完的环节都不到一分钟"
    assert answers.slowest([]).en == "No case left a stage in this period"
