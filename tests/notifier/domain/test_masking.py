"""Addresses and keys hidden from those who read about a delivery."""

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.domain.masking import mask_address, without_addresses

LOCAL = st.text("abcdefghijklmnopqrstuvwxyz0123456789._-+", min_size=2, max_size=20).filter(
    lambda text: text[0].isalnum()
)


@given(LOCAL, st.text(max_size=40))
def test_no_address_survives_in_anybodys_words(local: str, words: str) -> None:
    assert f"{local}@city.example" not in without_addresses(f"{words} <{local}@city.example>")


@given(st.text())
def test_whatever_a_stranger_answers_can_be_kept(words: str) -> None:
    kept = without_addresses(words)
    assert "\0" not in kept
    kept.encode()


def test_keys_and_phone_numbers_are_hidden_and_codes_stay() -> None:
    assert without_addresses("450 4.7.1 call 13812345678") == "450 4.7.1 call 138…"
    assert "abc" not in without_addresses("token=abc key=abc refused")


def test_an_address_without_a_domain_shows_one_character() -> None:
    assert mask_address("wang") == "w***"
