"""The answer to a question for a contact, sealed for the one key the question named.

HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM: only the process that asked can open it,
and only as the answer to that question.
"""

import base64
import json
from dataclasses import asdict, dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True, repr=False)
class Revealed:
    """How to reach the person; every field may be empty. Has no `repr`, so that no log tells it."""

    name: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""


class NotSealedForUs(Exception):
    """The answer was made for another question, or was changed on its way."""


class AnswerKey:
    """Made for one question, kept in the memory of the process that asks it and nowhere else."""

    def __init__(self) -> None:
        self._key = X25519PrivateKey.generate()

    @property
    def public(self) -> str:
        """What the question says: base64url without padding."""
        return base64.urlsafe_b64encode(self._key.public_key().public_bytes_raw()).decode()[:43]

    def open(self, sealed: bytes, question_id: UUID) -> Revealed:
        """The answer. Raises `NotSealedForUs`."""
        try:
            text = SUITE.decrypt(sealed, self._key, info=question_id.bytes)
            return Revealed(**json.loads(text))
        except (InvalidTag, ValueError, TypeError) as error:
            raise NotSealedForUs(type(error).__name__) from None


def seal(revealed: Revealed, answer_key: str, question_id: UUID) -> bytes:
    """The answer for the holder of the key. Raises ValueError for a key that is none."""
    public = X25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(answer_key + "="))
    text = json.dumps(asdict(revealed), ensure_ascii=False).encode()
    return SUITE.encrypt(text, public, info=question_id.bytes)
