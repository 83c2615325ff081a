"""Events that ledger publishes of problems found and mended at once 快查快改."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Event, Moment, Number


class QuickFixEvent(Event):
    """What every event of a quick fix says; the words of it stay in the ledger."""

    quick_fix: int = Field(ge=1, description="its number on the board")
    unit_code: Code

    def aggregate_id(self) -> str:
        """`quick-fix-` and its number."""
        return f"quick-fix-{self.quick_fix}"

    def unit_token(self) -> str:
        """The unit that mends it."""
        return self.unit_code


class QuickFixFound(QuickFixEvent):
    """A problem was put on the board. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.quick_fix.found.v1"

    found_on: date
    due_on: date = Field(description="the last good day, in China")
    task_number: Number | None = Field(default=None, description="where it came from a task")


class QuickFixTaken(QuickFixEvent):
    """Somebody of the unit has it in hand, for the first time or after another. Read by metrics, notifier."""

    TYPE: ClassVar[str] = "ledger.quick_fix.taken.v1"

    owner_id: Code
    taken_at: Moment


class QuickFixMended(QuickFixEvent):
    """It is mended, with proof. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.quick_fix.mended.v1"

    mended_at: Moment
    due_on: date
    in_time: bool = Field(description="on the last good day or before, in China")


class QuickFixReopened(QuickFixEvent):
    """It was not mended after all. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.quick_fix.reopened.v1"

    reopened_at: Moment
