"""Prints, sketches and ages, without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.worklists.ageing import Age, span
from services.ledger.domain.worklists.grams import asked, grams, words_of
from services.ledger.domain.worklists.likeness import likeness, print_of, sketch

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@given(st.text(), st.text(), st.text())
def test_a_text_has_the_grams_of_every_part_of_it(before: str, part: str, after: str) -> None:
    words = words_of(part)
    whole = f"{before} {part} {after}"
    if set(words) <= set(words_of(whole)):
        assert asked(words) <= grams(whole)


@given(st.text())
def test_numbers_fit_the_database(text: str) -> None:
    assert all(-(1 << 31) <= each < 1 << 31 for each in grams(text))
    assert all(0 <= each < 1 << 31 for each in sketch(text))
    assert 0 <= print_of(text, text) < 1 << 63


def test_spaces_and_punctuation_make_no_other_print() -> None:
    assert print_of("路灯不亮", "三天了。") == print_of("路灯 不亮！", "三天了")
    assert print_of("路灯不亮", "三天了") != print_of("路灯", "不亮三天了")


def test_titles_that_are_alike_share_a_band() -> None:
    one, other = "文昌街 12 号电梯停运半个月没有修好", "文昌街 12 号电梯停运半个月没人修好"
    assert likeness(one, other) > 0.6
    assert set(sketch(one)) & set(sketch(other))
    assert not set(sketch(one)) & set(sketch("早高峰的公交车等了五十分钟"))


def test_the_ages_meet_without_a_gap() -> None:
    spans = [span(age, NOW) for age in Age]
    assert spans[0].until == NOW
    assert [each.since for each in spans[:-1]] == [each.until for each in spans[1:]]
    assert spans[-1].since is None
    assert spans[1].until == NOW - timedelta(days=3)
