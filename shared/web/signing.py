"""Signing officers' tokens: the ledger's alone, for it alone has the private key."""

from datetime import UTC, datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from shared.web.tokens import ALGORITHM, AUDIENCE, ISSUER, Officer, key_id

LIFETIME = timedelta(minutes=10)
"""How long other services may go on believing in a session that has ended. The ledger renews tokens while
somebody works; within the ledger itself an end holds at once."""


class TokenSigner:
    """Signs Ed25519 tokens whose header names the key."""

    def __init__(
        self,
        private_key_pem: str,
        issuer: str = ISSUER,
        audience: str = AUDIENCE,
        lifetime: timedelta = LIFETIME,
    ) -> None:
        key = load_pem_private_key(private_key_pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("token_private_key must be an Ed25519 private key in PEM")
        self._key = key
        self._key_id = key_id(key.public_key())
        self._issuer = issuer
        self._audience = audience
        self.lifetime = lifetime

    def sign(self, officer: Officer, issued_at: datetime | None = None) -> str:
        """A token for the officer, good for `lifetime` from `issued_at` (aware; default now)."""
        start = issued_at or datetime.now(UTC)
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": officer.staff_id,
            "name": officer.name,
            "unit": officer.unit,
            "roles": sorted(officer.roles),
            "iat": start,
            "exp": start + self.lifetime,
            **({"sid": officer.session_id} if officer.session_id else {}),
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"kid": self._key_id})
