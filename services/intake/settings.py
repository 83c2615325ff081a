"""Settings of intake beyond those every service has."""

import base64
import binascii
import re
from functools import cached_property

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import Field, SecretStr, field_validator

from shared.settings import Settings

_KEY_ID = re.compile(r"[A-Za-z0-9_.-]{1,32}")


class IntakeSettings(Settings):
    """Two secrets more: one hides contact details, one makes query codes."""

    contact_keys: SecretStr = Field(
        description="`id:base64 of 32 bytes`, several by comma; the first seals, all of them open"
    )
    query_code_key: SecretStr = Field(
        description="base64 of 32 bytes; a new one makes every query code given out worthless,"
        " and earlier complaints of a person no longer belong to later ones"
    )

    @field_validator("contact_keys")
    @classmethod
    def _contact_keys_are_keys(cls, value: SecretStr) -> SecretStr:
        _key_ring(value.get_secret_value())
        return value

    @field_validator("query_code_key")
    @classmethod
    def _query_code_key_is_a_key(cls, value: SecretStr) -> SecretStr:
        _key(value.get_secret_value())
        return value

    @property
    def contact_key_ring(self) -> dict[str, bytes]:
        """Keys by id, the current one first."""
        return _key_ring(self.contact_keys.get_secret_value())

    @property
    def query_key(self) -> bytes:
        """The key of the query codes."""
        return _key(self.query_code_key.get_secret_value())

    @cached_property
    def reporter_key(self) -> bytes:
        """The key of the pseudonyms, which tells nothing of the one it comes from.

        Source: RFC 5869 (HKDF), one key for each use. Not from `contact_keys`: those change.
        """
        derived = HKDF(SHA256(), 32, salt=None, info=b"jiangxin intake reporter key 1")
        return derived.derive(self.query_key)


def _key_ring(text: str) -> dict[str, bytes]:
    ring: dict[str, bytes] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key_id, colon, encoded = part.partition(":")
        if not colon or not _KEY_ID.fullmatch(key_id) or key_id in ring:
            raise ValueError("each key is written `id:base64`, with an id of its own")
        ring[key_id] = _key(encoded)
    if not ring:
        raise ValueError("at least one key is needed")
    return ring


def _key(encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(key) != 32:
        raise ValueError(f"a key has 32 bytes, this one has {len(key)}")
    return key
