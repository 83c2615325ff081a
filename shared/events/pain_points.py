"""Events that ledger publishes of what people cannot get done 办不了、很难办、不给办."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.events.envelope import UNASSIGNED, Code, Event, Moment, Number


class PainPointEvent(Event):
    """What every event of a pain point says; its words stay in the ledger."""

    pain_point: int = Field(ge=1, description="its number")
    unit_code: Code | None = Field(default=None, description="none until a unit has it")

    def aggregate_id(self) -> str:
        """`pain-point-` and its number."""
        return f"pain-point-{self.pain_point}"

    def unit_token(self) -> str:
        """The unit that has it, or `unassigned`."""
        return self.unit_code or UNASSIGNED


class PainPointEntered(PainPointEvent):
    """Somebody said what does not work. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.pain_point.entered.v1"

    obstacle: Code = Field(description="cannot, hard or refused")
    cause: Code = Field(
        description="law, power, material, system, cross_department, attitude, capacity"
    )
    claim_by: date = Field(description="until then units come forward; the last day, in China")
    task_number: Number | None = None


class PainPointClaimed(PainPointEvent):
    """A unit has it. Read by metrics, notifier."""

    TYPE: ClassVar[str] = "ledger.pain_point.claimed.v1"

    claimed_at: Moment
    assigned: bool = Field(description="nobody came forward in time, and it was given to the unit")


class PainPointResolved(PainPointEvent):
    """It can be done now, or it is known why not. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.pain_point.resolved.v1"

    resolved_at: Moment
    obstacle: Code
    outcome: Code = Field(
        description="power_delegated, process_changed, guide_written, law_asked_for, explained"
    )
    measure: int | None = Field(default=None, ge=1, description="the service measure it became")
    service_item_code: Code | None = None
