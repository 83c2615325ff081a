"""Giving somebody a sign-in code: a new colleague, or one who forgot the password."""

from services.ledger.domain.actor import Actor
from services.ledger.domain.administration.rights import check_may_give_code
from services.ledger.domain.credentials.code import GOOD_FOR, digest_of, new_code
from services.ledger.domain.organisation import Staff
from services.ledger.handlers.credentials.ports import Code, Credentials
from shared.clock import Clock


class GiveCode:
    """The password that somebody has stays good until they have set another."""

    def __init__(self, credentials: Credentials, clock: Clock) -> None:
        self._credentials, self._clock = credentials, clock

    async def __call__(self, by: Actor, person: Staff, through: str) -> tuple[str, Code]:
        """The code, which is told once and kept nowhere, and what is kept of it. Raises `Forbidden`."""
        check_may_give_code(by, person)
        told, now = new_code(), self._clock.now()
        kept = Code(person.staff_id, digest_of(told), by.staff_id, now, now + GOOD_FOR)
        await self._credentials.give(kept, through)
        return told, kept
