"""What is sent to act on an entry: the same for forms and for the API."""

from abc import abstractmethod
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from services.ledger.domain.beside.entry import Entry
from services.ledger.handlers.beside.acting import Act
from shared.clock import Clock
from shared.events.envelope import Number


def none(value: object) -> object:
    """A form sends what was left empty as an empty text."""
    return None if isinstance(value, str) and not value.strip() else value


UNSAID = BeforeValidator(none)
Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)]


def _stripped(value: object) -> object:
    return none(value.strip()) if isinstance(value, str) else value


MaybeNumber = Annotated[Number | None, BeforeValidator(_stripped)]


class Body(BaseModel):
    """The version the officer has seen, so that nobody's work is overwritten; 0 for a new entry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(default=0, ge=0, le=1_000_000)

    @abstractmethod
    async def ask(self, book: Any, clock: Clock, act: Act) -> Entry:
        """Do what it says; the entry as it is then. Raises what the handler raises."""
