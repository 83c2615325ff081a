"""Keys that are no keys stop the start, and the message names the setting but not the key."""

import base64

import pytest

from services.intake.settings import IntakeSettings
from shared.settings import MissingSetting

KEY = base64.b64encode(b"k" * 32).decode()
OTHERS = {"database_url": "x", "nats_seed": "x", "token_public_key": "x"}


def load(contact_keys: str = f"a:{KEY}", query_code_key: str = KEY) -> IntakeSettings:
    return IntakeSettings.load(**OTHERS, contact_keys=contact_keys, query_code_key=query_code_key)


def test_the_first_contact_key_is_the_current_one() -> None:
    ring = load(f"new:{KEY}, old:{KEY}").contact_key_ring
    assert list(ring) == ["new", "old"]
    assert ring["old"] == b"k" * 32


@pytest.mark.parametrize("keys", ["", KEY, f"a b:{KEY}", "a:c2hvcnQ=", f"a:{KEY},a:{KEY}", "a:*"])
def test_contact_keys_that_are_none_are_named(keys: str) -> None:
    with pytest.raises(MissingSetting) as error:
        load(contact_keys=keys)
    assert "JIANGXIN_CONTACT_KEYS" in str(error.value)
    assert KEY not in str(error.value)


@pytest.mark.parametrize("key", ["", "c2hvcnQ=", "not base64"])
def test_a_query_code_key_that_is_none_is_named(key: str) -> None:
    with pytest.raises(MissingSetting, match="JIANGXIN_QUERY_CODE_KEY"):
        load(query_code_key=key)
