"""AES-256-GCM with the key's id beside the ciphertext, so that keys can be changed in turn."""

import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.intake.handlers.ports import Sealed, Unreadable

NONCE_BYTES = 12
_NONCES_A_DRAW = 256


class AesGcmSealer:
    """Seals with the first key of the ring, opens with any.

    The complaint's number and the purpose are authenticated, so that a sealed text put into
    another row cannot be opened there. Nonces are random: 2^32 texts a key are safe
    (NIST SP 800-38D, 8.3).
    """

    def __init__(self, ring: Mapping[str, bytes]) -> None:
        self._ciphers = {key_id: AESGCM(key) for key_id, key in ring.items()}
        self.current_key_id = next(iter(ring))
        self._nonces = b""

    def seal(self, purpose: str, number: str, text: str) -> Sealed:
        """The text under the current key, bound to its purpose and complaint."""
        nonce = self._nonce()
        cipher = self._ciphers[self.current_key_id]
        sealed = nonce + cipher.encrypt(nonce, text.encode(), _bound_to(purpose, number))
        return Sealed(self.current_key_id, sealed)

    def open(self, purpose: str, number: str, sealed: Sealed) -> str:
        """The text. Raises `Unreadable`."""
        cipher = self._ciphers.get(sealed.key_id)
        if cipher is None:
            raise Unreadable(f"{number}: no key {sealed.key_id!r} in contact_keys")
        nonce, ciphertext = sealed.sealed[:NONCE_BYTES], sealed.sealed[NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, ciphertext, _bound_to(purpose, number)).decode()
        except (InvalidTag, ValueError):
            raise Unreadable(f"{number}: the {purpose} was not sealed here") from None

    def _nonce(self) -> bytes:
        """Random bytes drawn in blocks: a system call each time would cost more than the cipher."""
        if not self._nonces:
            self._nonces = os.urandom(NONCE_BYTES * _NONCES_A_DRAW)
        nonce, self._nonces = self._nonces[:NONCE_BYTES], self._nonces[NONCE_BYTES:]
        return nonce


def _bound_to(purpose: str, number: str) -> bytes:
    return f"{purpose} {number}".encode()
