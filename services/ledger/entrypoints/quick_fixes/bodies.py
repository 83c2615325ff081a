"""What is sent to put a quick fix on the board and to act on it."""

from datetime import date
from typing import Annotated, Any

from services.ledger.domain.beside.entry import Entry
from services.ledger.entrypoints.beside.body import UNSAID, Body, Line, MaybeNumber, Words
from services.ledger.handlers.beside.acting import Act
from services.ledger.handlers.quick_fixes.enter_quick_fix import Finding, enter_quick_fix
from services.ledger.handlers.quick_fixes.mend_quick_fix import mend_quick_fix
from services.ledger.handlers.quick_fixes.reopen_quick_fix import reopen_quick_fix
from services.ledger.handlers.quick_fixes.take_quick_fix import take_quick_fix
from shared.clock import Clock
from shared.events.envelope import Code


class EnterBody(Body):
    """What was found, where, by which way of finding, for which unit, until when."""

    what: Words
    place: Line
    found_by: Line
    unit_code: Code
    due_on: date
    found_on: Annotated[date | None, UNSAID] = None
    task_number: MaybeNumber = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Enter it."""
        values = self.model_dump(exclude={"expected_version"})
        return await enter_quick_fix(book, clock, act, Finding(**values))


class TakeBody(Body):
    """Who has it in hand; the sender where nobody is named."""

    owner_id: Annotated[Code | None, UNSAID] = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Take it."""
        return await take_quick_fix(book, clock, act, self.owner_id)


class MendBody(Body):
    """Proof in words."""

    proof: Words

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """It is mended."""
        return await mend_quick_fix(book, clock, act, self.proof)


class ReopenBody(Body):
    """Why it was not mended."""

    reason: Words

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """It is not."""
        return await reopen_quick_fix(book, clock, act, self.reason)


BODIES: dict[str, type[Body]] = {"take": TakeBody, "mend": MendBody, "reopen": ReopenBody}
"""By the act's name."""
