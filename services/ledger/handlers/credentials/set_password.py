"""Setting a password of one's own: with a sign-in code, or with the password one has."""

from services.ledger.domain.credentials.code import digest_of
from services.ledger.domain.organisation import Staff
from services.ledger.handlers.credentials.ports import Credentials, NewPassword
from services.ledger.handlers.ports import Passwords
from services.ledger.handlers.sign_in import (
    Account,
    Accounts,
    Attempt,
    WrongPassword,
    proven,
    sign_in,
)
from shared.clock import Clock


class SetPassword:
    """Afterwards every session is over: whoever knew the old one is out. Guessing is slowed, as ever."""

    def __init__(
        self, credentials: Credentials, accounts: Accounts, passwords: Passwords, clock: Clock
    ) -> None:
        self._credentials, self._accounts = credentials, accounts
        self._passwords, self._clock = passwords, clock

    async def with_code(self, attempt: Attempt, password: str) -> Staff:
        """`attempt.password` is the code. Raises `WrongPassword`, `TooManyTries`."""
        digest = digest_of(attempt.password)

        async def holds(_: Account | None) -> bool:
            return await self._credentials.knows(attempt.name, digest, self._clock.now())

        staff = await proven(self._accounts, self._clock, attempt, holds)
        return await self._set(staff, password, digest)

    async def with_old(self, attempt: Attempt, password: str) -> Staff:
        """`attempt.password` is the one so far. Raises `WrongPassword`, `TooManyTries`."""
        staff = await sign_in(self._accounts, self._passwords, self._clock, attempt)
        return await self._set(staff, password, None)

    async def _set(self, staff: Staff, password: str, digest: str | None) -> Staff:
        hashed = await self._passwords.hash(password)
        now, who = self._clock.now(), staff.staff_id
        if not await self._credentials.set_password(
            NewPassword(who, hashed, who, now, "desk", digest)
        ):
            raise WrongPassword(who)
        return staff
