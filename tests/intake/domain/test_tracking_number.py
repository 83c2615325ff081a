"""Tracking numbers: written one way, read however people type them, wrong ones caught."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.tracking_number import (
    NotANumber,
    WrongCheckDigits,
    parse,
    tracking_number,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.builds(tracking_number, DAYS, st.integers(1, 10**9))
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def test_the_number_says_the_day_of_receipt_and_has_six_digits_at_least() -> None:
    assert tracking_number(date(2026, 11, 23), 417) == "261123-000417-92"
    assert tracking_number(date(2026, 11, 23), 1_234_567).startswith("261123-1234567-")


def test_a_sequence_begins_with_one() -> None:
    with pytest.raises(ValueError, match="begins with 1"):
        tracking_number(date(2026, 11, 23), 0)


@given(NUMBERS)
def test_a_number_is_read_back_as_it_was_written(number: str) -> None:
    assert parse(number) == number


@given(NUMBERS, st.sampled_from(["", " ", "  ", "－", "—", ".", "\u3000"]), st.booleans())
def test_spaces_other_hyphens_and_wide_digits_are_forgiven(
    number: str, between: str, wide: bool
) -> None:
    typed = number.replace("-", between)
    assert parse(f" {typed.translate(WIDE) if wide else typed}\n") == number


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_always_caught(number: str, data: st.DataObject) -> None:
    places = [place for place, each in enumerate(number) if each != "-"]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([each for each in "0123456789" if each != number[place]]))
    with pytest.raises((WrongCheckDigits, NotANumber)):
        parse(number[:place] + other + number[place + 1 :])


@given(NUMBERS, st.data())
def test_two_neighbours_swapped_are_always_caught(number: str, data: st.DataObject) -> None:
    digits = number.replace("-", "")
    pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    at = data.draw(st.sampled_from(pairs))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    with pytest.raises((WrongCheckDigits, NotANumber)):
        parse(swapped)


@given(st.text())
def test_any_text_is_read_or_refused(typed: str) -> None:
    with suppress(NotANumber, WrongCheckDigits):
        assert parse(parse(typed)) == parse(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "123", "261323-000417-92", "26112A-000417-92", "261123-0000417-92", "9" * 5000],
)
def test_what_has_not_the_shape_is_no_number(typed: str) -> None:
    with pytest.raises(NotANumber):
        parse(typed)


def test_the_number_98_away_from_the_check_digits_is_refused_too() -> None:
    """Both leave the remainder 1: without the canonical form 01 would pass for 98."""
    number = next(
        each
        for sequence in range(1, 200)
        if (each := tracking_number(date(2026, 11, 23), sequence)).endswith("-98")
    )
    with pytest.raises(WrongCheckDigits):
        parse(number[:-2] + "01")
