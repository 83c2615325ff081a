"""What officers send to act on a task: the same for the desk's forms and for the API."""

from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from services.ledger.domain.task import Report, Result
from services.ledger.entrypoints.words import FIELDS
from shared.events.envelope import Code
from shared.web.problems import Problem
from shared.web.validation import from_validation

Note = Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)]
Measure = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True, min_length=1)]


def _lines(value: object) -> object:
    """A form sends measures as lines of one text."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if line.strip()]
    return value


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

    def report(self) -> Report:
        """The same for the domain."""
        return Report(self.result, self.public_reply, self.measures, self.note)


class CloseBody(ActBody):
    """The audit's opinion, if any, is the note."""


BODIES: dict[str, type[ActBody]] = {
    "dispatch": DispatchBody,
    "sign": SignBody,
    "report": ReportBody,
    "close": CloseBody,
}


def problem_with(error: ValidationError) -> Problem:
    """The validation's answer, fields called as the forms call them."""
    return from_validation(error, FIELDS)
