"""What is sent to promote problems to a service measure and to act on one."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.service_measures.measure import Use
from services.ledger.entrypoints.beside.body import UNSAID, Body, Line, Words
from services.ledger.handlers.beside.acting import Act
from services.ledger.handlers.service_measures.add_task import add_task
from services.ledger.handlers.service_measures.promote_problem import Promotion, promote_problem
from services.ledger.handlers.service_measures.record_use import record_use
from services.ledger.handlers.service_measures.withdraw_measure import withdraw_measure
from shared.clock import Clock
from shared.events.envelope import Code, Number


def _numbers(value: object) -> object:
    """A form sends numbers in one text, with commas, spaces or line ends between them."""
    return (
        [each for each in re.split(r"[\s,，、;；]+", value) if each]
        if isinstance(value, str)
        else value
    )


Numbers = Annotated[tuple[Number, ...], Field(max_length=50), BeforeValidator(_numbers)]


class EnterBody(Body):
    """What is done from now on, for whom, by which unit, since when, and the problems behind it."""

    promise: Words
    for_whom: Line
    unit_code: Code
    source_tasks: Numbers
    since: Annotated[date | None, UNSAID] = None
    service_item_code: Annotated[Code | None, UNSAID] = None

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Promote them."""
        values = self.model_dump(exclude={"expected_version"})
        return await promote_problem(book, clock, act, Promotion(**values))


class UseBody(Body):
    """How often it was used on which day."""

    used_on: date
    times: int = Field(default=1, ge=1, le=10_000)
    words: Line = ""

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Count it."""
        return await record_use(book, clock, act, Use(self.used_on, self.times), self.words)


class AddTaskBody(Body):
    """One more problem."""

    task_number: Number

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Add it."""
        return await add_task(book, clock, act, self.task_number)


class WithdrawBody(Body):
    """Why it is offered no more."""

    reason: Words

    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Withdraw it."""
        return await withdraw_measure(book, clock, act, self.reason)


BODIES: dict[str, type[Body]] = {
    "use": UseBody,
    "add_task": AddTaskBody,
    "withdraw": WithdrawBody,
}
"""By the act's name."""
