"""Pseudonyms: one telephone, one key, however it was written; no key where none is meant to be."""

import pytest

from services.intake.domain.complaint import Contact
from services.intake.domain.reporter_key import plain_number, reporter_key


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("013800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("13800138000 / 0791-86221234", "13800138000"),
        ("无，13800138000", "13800138000"),
        ("0791-86221234 转 603", "079186221234"),
        ("+86 (791) 8622 1234", "079186221234"),
        ("86221234", "86221234"),
        ("0000000", None),
        ("12345", None),
        ("不留", None),
        ("", None),
    ],
)
def test_a_number_is_the_same_however_it_was_written(written: str, number: str | None) -> None:
    assert plain_number(written) == number


def test_another_secret_makes_another_key_and_confidentiality_none() -> None:
    who = Contact("张三", "13800138000")
    keys = {reporter_key(secret, who, confidential=False) for secret in (b"a" * 32, b"b" * 32)}
    assert len(keys) == 2
    assert all(key and len(key) == 32 for key in keys)
    assert reporter_key(b"a" * 32, who, confidential=True) is None
