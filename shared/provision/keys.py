"""Fresh key material, each in the form its reader expects."""

import base64
import os
import secrets

import nkeys
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def new_password() -> str:
    """43 characters that need no quoting in a URL, 256 bits of chance."""
    return secrets.token_urlsafe(32)


def new_nkey_seed() -> str:
    """The seed (`SU…`) a NATS user signs the server's challenge with."""
    return bytes(nkeys.encode_seed(os.urandom(32), nkeys.PREFIX_BYTE_USER)).decode()


def public_nkey(seed: str) -> str:
    """The public half (`U…`) the NATS server knows the user by."""
    return bytes(nkeys.from_seed(bytearray(seed.strip().encode())).public_key).decode()


def new_signing_key() -> str:
    """An Ed25519 private key as PKCS #8 PEM; signs what officers carry after login."""
    return (
        Ed25519PrivateKey.generate()
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


def verifying_key(private_pem: str) -> str:
    """The public half as PEM, enough to check a signature."""
    key = serialization.load_pem_private_key(private_pem.encode(), password=None)
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def new_contact_keys() -> str:
    """One AES-256 key as `id:base64`; later keys are put in front, old ones stay to read with."""
    return f"k1:{_random_base64()}"


def new_query_code_key() -> str:
    """32 bytes in base64; query codes are derived with it."""
    return _random_base64()


def _random_base64() -> str:
    return base64.b64encode(os.urandom(32)).decode()
