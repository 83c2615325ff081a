"""What is sent to enter a pain point and to act on one."""

from typing import Annotated, Any

from pydantic import Field

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.pain_points.pain_point import Resolution
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle, Outcome
from services.ledger.entrypoints.beside.body import UNSAID, Body, Line, MaybeNumber, Words
from services.ledger.handlers.beside.acting import Act
from services.ledger.handlers.pain_points.assign_pain_point import assign_pain_point
from services.ledger.handlers.pain_points.claim_pain_point import claim_pain_point
from services.ledger.handlers.pain_points.enter_pain_point import Pain, enter_pain_point
from services.ledger.handlers.pain_points.record_progress import record_progress
from services.ledger.handlers.pain_points.resolve_pain_point import resolve_pain_point
from shared.clock import Clock
from shared.events.envelope import Code


class EnterBody(Body):
    """What cannot be done, in which way, why, and where that was heard."""

    what: Words
    obstacle: Obstacle
    cause: Cause
    step: Line = ""
    heard_at: Line = ""
    task_number: MaybeNumber = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Enter it."""
        values = self.model_dump(exclude={"expected_version"})
        return await enter_pain_point(book, clock, act, Pain(**values))


class ClaimBody(Body):
    """For which unit; the sender's own where none is named."""

    unit_code: Annotated[Code | None, UNSAID] = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Claim it."""
        return await claim_pain_point(book, clock, act, self.unit_code)


class AssignBody(Body):
    """Whose it is."""

    unit_code: Code

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Assign it."""
        return await assign_pain_point(book, clock, act, self.unit_code)


class ProgressBody(Body):
    """How far it is."""

    words: Words

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Record it."""
        return await record_progress(book, clock, act, self.words)


class ResolveBody(Body):
    """What came of it, and where it shows."""

    outcome: Outcome
    words: Words
    measure: Annotated[Annotated[int, Field(ge=1, le=2**53)] | None, UNSAID] = None
    service_item_code: Annotated[Code | None, UNSAID] = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Resolve it."""
        found = Resolution(self.outcome, self.words, self.measure, self.service_item_code)
        return await resolve_pain_point(book, clock, act, found)


BODIES: dict[str, type[Body]] = {
    "claim": ClaimBody,
    "assign": AssignBody,
    "resolve": ResolveBody,
    "progress": ProgressBody,
}
"""By the act's name."""
