"""The question for a contact: signed by the ledger, so that nobody else on the bus can ask it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.events.envelope import Code, Number
from shared.web.tokens import ALGORITHM, ISSUER, key_id, keys_of

AUDIENCE = "jiangxin-intake-contacts"
"""Not that of officers' tokens: neither can be taken for the other."""
GOOD_FOR = timedelta(seconds=60)
"""Room for clocks that differ; the answer is sealed for one key, so a repetition gains nothing."""


class ContactQuestion(BaseModel):
    """Who asks, what for, about which complaint, and the key that the answer is sealed with."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question_id: UUID
    complaint_number: Number
    asked_by: Code
    unit_code: Code | None = None
    purpose: Code
    answer_key: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$", description="X25519, base64url")


class NotAsked(Exception):
    """The question is forged, too old, meant for somebody else, or no question."""


class QuestionSigner:
    """Signs with the key that signs officers' tokens; intake has its public half already."""

    def __init__(self, private_key_pem: str) -> None:
        key = load_pem_private_key(private_key_pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("token_private_key must be an Ed25519 private key in PEM")
        self._key, self._key_id = key, key_id(key.public_key())

    def sign(self, question: ContactQuestion, at: datetime | None = None) -> bytes:
        """The question as it travels; good for a minute from `at` (aware; default now)."""
        start = at or datetime.now(UTC)
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": start,
            "exp": start + GOOD_FOR,
            "question": question.model_dump(mode="json"),
        }
        header = {"kid": self._key_id}
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers=header).encode()


class QuestionReader:
    """Verifies questions."""

    def __init__(self, public_key_pem: str) -> None:
        self._keys: Mapping[str, Ed25519PublicKey] = keys_of(public_key_pem)

    def read(self, sent: bytes) -> ContactQuestion:
        """The question. Raises `NotAsked`."""
        try:
            token = sent.decode("ascii")
            claims = jwt.decode(
                token,
                self._keys[jwt.get_unverified_header(token)["kid"]],
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                leeway=GOOD_FOR,
                options={"require": ["exp", "iat", "iss", "aud"]},
            )
            return ContactQuestion.model_validate(claims.get("question"))
        except (jwt.InvalidTokenError, KeyError, UnicodeDecodeError, ValidationError) as error:
            raise NotAsked(type(error).__name__) from error
