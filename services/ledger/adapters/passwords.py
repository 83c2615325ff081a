"""Passwords as argon2id hashes (RFC 9106), computed in threads so that nobody else waits for them."""

import asyncio
from collections.abc import Mapping

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Hashes and verifies. At most two at once: a flood of sign-ins must not eat memory and cores."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._slots = asyncio.Semaphore(2)
        self._nobody = self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """A new salted hash."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def hash_all(self, passwords: Mapping[str, str]) -> dict[str, str]:
        """Hashes by the same keys, one for each different password.

        A salt for each account would protect nobody: these passwords are printed in the file they come from.
        """
        different = sorted(set(passwords.values()))
        hashes = await asyncio.gather(*map(self.hash, different))
        of = dict(zip(different, hashes, strict=True))
        return {key: of[password] for key, password in passwords.items()}

    async def verify(self, password: str, stored: str | None) -> bool:
        """Whether it is the one. Takes as long for somebody who has none or does not exist."""
        async with self._slots:
            matches = await asyncio.to_thread(self._matches, password, stored or self._nobody)
        return matches and stored is not None

    def _matches(self, password: str, stored: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False
