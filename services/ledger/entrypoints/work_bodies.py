"""What a unit sends while it works on a task."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from services.ledger.domain.task import Report, Result, RootCause, Spoken, Task
from services.ledger.domain.working_calendar import CHINA
from services.ledger.entrypoints.act_body import LINES, UNSAID, ActBody, Line, Means, Note, Reply
from services.ledger.handlers.acting import Act
from services.ledger.handlers.defer_task import defer_task
from services.ledger.handlers.fulfil_measure import fulfil_measure
from services.ledger.handlers.plan_measure import plan_measure
from services.ledger.handlers.record_contact import record_contact
from services.ledger.handlers.task_commands import TaskCommands

Measure = Annotated[Line, Field(min_length=1)]


class SignBody(ActBody):
    """Taking it on."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Sign for it."""
        return await commands.sign(act)


class ContactBody(ActBody):
    """How somebody tried to speak with the person; the note says what was said or why it failed."""

    means: Means
    reached: bool

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Record the contact."""
        return await commands.run(record_contact, act, Spoken(self.means, self.reached, self.note))


class PlanBody(ActBody):
    """A measure, and the last day to carry it out."""

    text: Line
    date: Annotated[dt.date | None, UNSAID] = None

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Plan it."""
        due = end_of(self.date) if self.date else None
        return await commands.run(plan_measure, act, self.text, due)


class FulfilBody(ActBody):
    """Which measure is done, counted from 1, and where it shows."""

    measure: int = Field(ge=1, le=1000)
    evidence: Line = ""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Finish it."""
        return await commands.run(fulfil_measure, act, self.measure - 1, self.evidence)


class ReportBody(ActBody):
    """What came of it, what the person may read, what was done; `contact`: how they were spoken with."""

    result: Result
    public_reply: Reply = ""
    measures: Annotated[tuple[Measure, ...], LINES, Field(max_length=20)] = ()
    root_cause: Annotated[RootCause | None, UNSAID] = None
    unresolved_reason: Note = ""
    contact: Annotated[Means | None, UNSAID] = None

    def report(self) -> Report:
        """The same for the domain."""
        return Report(
            self.result,
            self.public_reply,
            self.measures,
            self.note,
            self.root_cause,
            self.unresolved_reason,
            Spoken(self.contact, reached=True) if self.contact else None,
        )

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Report it."""
        return await commands.report(act, self.report())


class DeferBody(ActBody):
    """What will be done in the long term, and the day it is promised for."""

    plan: Note = ""
    date: Annotated[dt.date, UNSAID]

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Plan it for the long term."""
        promised = end_of(self.date)
        return await commands.run(defer_task, act, self.plan, promised)


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day in the office's zone, whether the office is open or not."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), CHINA)
