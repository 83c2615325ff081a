"""What every act says, and the kinds of words that acts are entered with."""

from abc import abstractmethod
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from services.ledger.domain.task import Task
from services.ledger.handlers.acting import Act
from services.ledger.handlers.task_commands import TaskCommands

Note = Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
Reply = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True)]
Means = Literal["phone", "visit", "message", "letter"]


def none(value: object) -> object:
    """A form sends a choice that was not made as an empty text."""
    return None if value == "" else value


def lines(value: object) -> object:
    """A form sends a list as lines of one text."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if line.strip()]
    return value


UNSAID = BeforeValidator(none)
LINES = BeforeValidator(lines)


class ActBody(BaseModel):
    """What every act says: the version the officer has seen, so that nobody's work is overwritten."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(ge=1, le=1_000_000)
    note: Note = ""

    @abstractmethod
    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Do what it says; the task as it is then. Raises what the handler raises."""
