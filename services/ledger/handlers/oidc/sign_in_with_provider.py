"""From an answer of the identity provider to a member of staff."""

from dataclasses import dataclass
from typing import Any, Protocol

from services.ledger.domain.organisation import Staff
from services.ledger.handlers.sign_in import Accounts


class ProviderAway(Exception):
    """The identity provider does not answer, or not as one."""


class NotVouchedFor(Exception):
    """The provider's answer does not hold; `reason` says why, for operators."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownToUs(Exception):
    """The provider knows the person, and the staff list does not."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is remembered while somebody is at the provider: only their own browser has it."""

    state: str
    nonce: str
    verifier: str
    next: str


class Provider(Protocol):
    """An OpenID Connect provider."""

    async def address(self, leaving: Leaving, back: str) -> str:
        """Where the browser goes. Raises `ProviderAway`."""
        ...

    async def claims(self, code: str, leaving: Leaving, back: str) -> dict[str, Any]:
        """What the provider says of the person. Raises `ProviderAway`, `NotVouchedFor`."""
        ...


async def sign_in_with_provider(
    provider: Provider, accounts: Accounts, claim: str, code: str, leaving: Leaving, back: str
) -> Staff:
    """The active member of staff whose id the claim names.

    Raises: ProviderAway, NotVouchedFor, UnknownToUs.
    """
    claims = await provider.claims(code, leaving, back)
    staff_id = claims.get(claim)
    if not isinstance(staff_id, str) or not staff_id:
        raise UnknownToUs
    account = await accounts.account(staff_id)
    if account is None:
        raise UnknownToUs
    return account.staff
