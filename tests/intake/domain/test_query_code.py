"""Query codes: the same for a number every time, nothing to misread, nothing to guess."""

from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.query_code import ALPHABET, LENGTH, matches, query_code

KEYS = st.binary(min_size=32, max_size=32)
NUMBERS = st.from_regex(r"[0-9]{6}-[0-9]{6}-[0-9]{2}", fullmatch=True)


@given(KEYS, NUMBERS)
def test_a_code_is_eight_characters_without_look_alikes(key: bytes, number: str) -> None:
    code = query_code(key, number)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1ILUZSGBAEI")


@given(KEYS, NUMBERS)
def test_the_same_number_has_the_same_code_every_time(key: bytes, number: str) -> None:
    assert query_code(key, number) == query_code(key, number)
    assert matches(key, number, query_code(key, number))


@given(KEYS, KEYS, NUMBERS)
def test_another_key_makes_another_code(one: bytes, other: bytes, number: str) -> None:
    assert one == other or query_code(one, number) != query_code(other, number)


@given(KEYS, NUMBERS)
def test_case_gaps_and_wide_characters_are_forgiven(key: bytes, number: str) -> None:
    code = query_code(key, number)
    wide = "".join(chr(ord(each) + 0xFEE0) for each in code)
    for typed in (code.lower(), f" {code[:4]} {code[4:]} ", f"{code[:4]}-{code[4:]}", wide):
        assert matches(key, number, typed)


@given(KEYS, NUMBERS, st.text(max_size=100))
def test_anything_else_does_not_match(key: bytes, number: str, typed: str) -> None:
    if query_code(key, number) not in typed.upper():
        assert not matches(key, number, typed) or len(typed) >= LENGTH


def test_a_wrong_code_does_not_match() -> None:
    key, number = b"k" * 32, "261123-000417-92"
    code = query_code(key, number)
    wrong = code[:-1] + next(each for each in ALPHABET if each != code[-1])
    assert not matches(key, number, wrong)
    assert not matches(key, number, "")
    assert not matches(key, number, code * 20)


def test_codes_use_the_whole_alphabet_evenly() -> None:
    codes = "".join(query_code(b"k" * 32, str(number)) for number in range(6000))
    counts = {each: codes.count(each) for each in ALPHABET}
    assert max(counts.values()) < 1.15 * min(counts.values())
