"""Signing in: the right password within the tries that are allowed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.ledger.domain.organisation import Staff
from services.ledger.domain.sign_in import may_try_at
from services.ledger.handlers.ports import Passwords
from shared.clock import Clock


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    staff: Staff
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Tries:
    """Failures of a name so far, and when the last one was."""

    failures: int
    last_at: datetime

    def may_be_at(self, now: datetime) -> bool:
        """Whether the next try may be now."""
        allowed = may_try_at(self.failures, self.last_at)
        return allowed is None or allowed <= now


class Accounts(Protocol):
    """Where accounts are kept."""

    async def account(self, staff_id: str) -> Account | None:
        """The active member of staff with this id; None when there is none."""
        ...

    async def count_try(self, name: str, now: datetime) -> Tries:
        """The tries before this one; counts this one as failed unless it has to wait."""
        ...

    async def forget_failures(self, name: str) -> None:
        """The right password was given."""
        ...


class WrongPassword(Exception):
    """The name or the password is wrong; which of them is not told."""


class TooManyTries(Exception):
    """The name has to wait; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait.total_seconds():.0f} s")
        self.wait = wait


async def sign_in(
    accounts: Accounts, passwords: Passwords, clock: Clock, name: str, password: str
) -> Staff:
    """The member of staff. Raises `WrongPassword` or, without looking at the password, `TooManyTries`."""
    now = clock.now()
    tries = await accounts.count_try(name, now)
    if not tries.may_be_at(now):
        allowed = may_try_at(tries.failures, tries.last_at) or now
        raise TooManyTries(allowed - now)
    account = await accounts.account(name)
    stored = account.password_hash if account else None
    if not await passwords.verify(password, stored) or account is None:
        raise WrongPassword(name)
    await accounts.forget_failures(name)
    return account.staff
