"""What officers send to act on a task: the same for the desk's forms and for the API."""

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from services.ledger.domain.task import (
    Action,
    Actor,
    Report,
    Result,
    RootCause,
    Spoken,
    Task,
    allowed,
)
from services.ledger.entrypoints.words import FIELDS
from shared.events.envelope import Code
from shared.web.problems import Problem
from shared.web.validation import from_validation

Note = Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)]
Means = Literal["phone", "visit", "message", "letter"]
Measure = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True, min_length=1)]


def _lines(value: object) -> object:
    """A form sends measures as lines of one text."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if line.strip()]
    return value


def _none(value: object) -> object:
    """A form sends a choice that was not made as an empty text."""
    return None if value == "" else value


class ActBody(BaseModel):
    """What every act says: the version the officer has seen, so that nobody's work is overwritten."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(ge=1, le=1_000_000)
    note: Note = ""


class DispatchBody(ActBody):
    """Where to send it; without an owner the unit's next in turn gets it."""

    unit_code: Code
    owner_id: Code | None = None


class SignBody(ActBody):
    """Taking it on."""


class ReportBody(ActBody):
    """What came of it, what the person may read, what was done."""

    result: Result
    public_reply: Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True)] = ""
    measures: Annotated[tuple[Measure, ...], BeforeValidator(_lines), Field(max_length=20)] = ()
    root_cause: Annotated[RootCause | None, BeforeValidator(_none)] = None
    unresolved_reason: Note = ""
    contact: Annotated[Means | None, BeforeValidator(_none)] = None

    def report(self) -> Report:
        """The same for the domain; `contact` says by which means the person was spoken with."""
        return Report(
            self.result,
            self.public_reply,
            self.measures,
            self.note,
            self.root_cause,
            self.unresolved_reason,
            Spoken(self.contact, reached=True) if self.contact else None,
        )


class CloseBody(ActBody):
    """The audit's opinion, if any, is the note."""


BODIES: dict[str, type[ActBody]] = {
    "dispatch": DispatchBody,
    "sign": SignBody,
    "report": ReportBody,
    "close": CloseBody,
}


def offered(task: Task, by: Actor) -> list[Action]:
    """What this actor may do now and can be asked for, the likely act first."""
    return [action for action in allowed(task, by) if action.value in BODIES]


def problem_with(error: ValidationError) -> Problem:
    """The validation's answer, fields called as the forms call them."""
    return from_validation(error, FIELDS)
