"""Reading officers' tokens. Only the ledger signs them (`signing`); every service verifies."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

ISSUER = "jiangxin-ledger"
AUDIENCE = "jiangxin"
ALGORITHM = "EdDSA"
_PEM_BLOCK = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in. `unit` is None for those who work for the city as a whole."""

    staff_id: str
    name: str
    unit: str | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    session_id: str = ""
    """The ledger's name for the session; "" where there is none."""

    def has(self, *roles: str) -> bool:
        """Whether the officer holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


class InvalidTokenError(Exception):
    """The token is forged, expired, for somebody else, or not a token."""


class TokenVerifier:
    """Verifies Ed25519 tokens. The PEM may hold several keys, so that keys can be changed in turn."""

    def __init__(self, public_key_pem: str, issuer: str = ISSUER, audience: str = AUDIENCE) -> None:
        self._keys = keys_of(public_key_pem)
        self._issuer = issuer
        self._audience = audience

    def verify(self, token: str, *, also_expired: bool = False) -> Officer:
        """The officer the token speaks for. Raises InvalidTokenError.

        Args:
            also_expired: for the ledger, which asks its own book whether the session still holds.
        """
        try:
            key = self._keys[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                options={
                    "require": ["exp", "iat", "sub", "iss", "aud"],
                    "verify_exp": not also_expired,
                },
            )
        except (jwt.InvalidTokenError, KeyError) as error:
            raise InvalidTokenError(str(error)) from error
        return _officer(claims)


def key_id(key: Ed25519PublicKey) -> str:
    """Names a key by its content: the first 16 hex digits of SHA-256 over the raw 32 bytes."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def keys_of(pem: str) -> Mapping[str, Ed25519PublicKey]:
    """The keys of one or more PEM blocks, by id. Raises ValueError."""
    keys = [load_pem_public_key(block.encode()) for block in _PEM_BLOCK.findall(pem)]
    ed25519 = [key for key in keys if isinstance(key, Ed25519PublicKey)]
    if not ed25519 or len(ed25519) != len(keys):
        raise ValueError("token_public_key must be one or more Ed25519 public keys in PEM")
    return {key_id(key): key for key in ed25519}


def _officer(claims: Mapping[str, object]) -> Officer:
    unit, roles = claims.get("unit"), claims.get("roles")
    return Officer(
        staff_id=str(claims["sub"]),
        name=str(claims.get("name", "")),
        unit=str(unit) if unit else None,
        roles=frozenset(str(role) for role in roles) if isinstance(roles, list) else frozenset(),
        session_id=str(claims.get("sid", "")),
    )
