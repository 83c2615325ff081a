"""What is sent to assign an official and to act on an assignment."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.liaison.assignment import Contact, Mode, PartnerKind
from services.ledger.entrypoints.beside.body import UNSAID, Body, Line, Words
from services.ledger.handlers.beside.acting import Act
from services.ledger.handlers.liaison.assign_liaison import Assigning, assign_liaison
from services.ledger.handlers.liaison.end_liaison import end_liaison
from services.ledger.handlers.liaison.hand_over_liaison import hand_over_liaison
from services.ledger.handlers.liaison.record_liaison_contact import record_liaison_contact
from shared.clock import Clock
from shared.events.envelope import Code


class EnterBody(Body):
    """Who keeps in touch with whom, how often, who stands in."""

    staff_id: Code
    backup_id: Annotated[Code | None, UNSAID] = None
    kind: PartnerKind
    partner: Line
    every_days: int = Field(ge=1, le=366)
    since: Annotated[date | None, UNSAID] = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Assign."""
        values = self.model_dump(exclude={"expected_version"})
        return await assign_liaison(book, clock, act, Assigning(**values))


class ContactBody(Body):
    """When, how, what came up."""

    contact_on: date
    mode: Mode
    said: Words

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Record it."""
        had = Contact(self.contact_on, self.mode, self.said)
        return await record_liaison_contact(book, clock, act, had)


class HandOverBody(Body):
    """To whom and why; `everything`: all that the official has."""

    to: Code
    reason: Words
    everything: bool = False

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Hand over."""
        return await hand_over_liaison(
            book, clock, act, self.to, self.reason, everything=self.everything
        )


class EndBody(Body):
    """Why it is needed no more."""

    reason: Words

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """End it."""
        return await end_liaison(book, clock, act, self.reason)


BODIES: dict[str, type[Body]] = {"contact": ContactBody, "hand_over": HandOverBody, "end": EndBody}
"""By the act's name."""
