"""Signing in: the right password within the tries that are allowed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.ledger.domain.organisation import Staff
from services.ledger.domain.sign_in import (
    FREE_TRIES,
    FREE_TRIES_AN_ADDRESS,
    counted_by_address,
    counted_by_name,
    may_try_at,
)
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

    free: int = FREE_TRIES

    def wait(self, now: datetime) -> timedelta:
        """How long the next try has to wait; zero when it may be now."""
        allowed = may_try_at(self.failures, self.last_at, self.free)
        return max(timedelta(0), (allowed or now) - now)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who somebody says they are, and from where."""

    name: str
    password: str
    address: str
    free_from_there: int = FREE_TRIES_AN_ADDRESS


Holds = Callable[[Account | None], Awaitable[bool]]
"""Whether what was given is right; as slow for nobody as for somebody."""


class Accounts(Protocol):
    """Where accounts are kept."""

    async def account(self, staff_id: str) -> Account | None:
        """The active member of staff with this id; None when there is none."""
        ...

    async def count_try(self, name: str, now: datetime, free: int = FREE_TRIES) -> Tries:
        """The tries before this one; counts this one as failed unless it has to wait."""
        ...

    async def forget_failures(self, name: str) -> None:
        """The right password was given."""
        ...

    async def take_back(self, name: str) -> None:
        """The try that was counted last was no failure; those before it stay."""
        ...


class WrongPassword(Exception):
    """The name or the password is wrong; which of them is not told."""


class TooManyTries(Exception):
    """The name has to wait; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait.total_seconds():.0f} s")
        self.wait = wait


async def sign_in(
    accounts: Accounts, passwords: Passwords, clock: Clock, attempt: Attempt
) -> Staff:
    """The member of staff. Raises `WrongPassword` or, without looking at the password, `TooManyTries`.

    Tries are counted by name, so that one account is not guessed from many places, and by address, so
    that many accounts are not guessed from one.
    """

    async def holds(account: Account | None) -> bool:
        return await passwords.verify(attempt.password, account.password_hash if account else None)

    return await proven(accounts, clock, attempt, holds)


async def proven(accounts: Accounts, clock: Clock, attempt: Attempt, holds: Holds) -> Staff:
    """The same by whatever `holds` says proves it."""
    name, place = counted_by_name(attempt.name), counted_by_address(attempt.address)
    await _count(accounts, place, clock.now(), attempt.free_from_there)
    await _count(accounts, name, clock.now(), FREE_TRIES)
    account = await accounts.account(attempt.name)
    if not await holds(account) or account is None:
        raise WrongPassword(attempt.name)
    await accounts.forget_failures(name)
    await accounts.take_back(place)
    return account.staff


async def _count(accounts: Accounts, name: str, now: datetime, free: int) -> None:
    wait = (await accounts.count_try(name, now, free)).wait(now)
    if wait:
        raise TooManyTries(wait)
