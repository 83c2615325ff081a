"""Events that ledger publishes of officials who keep in touch 挂点联系. Whom with stays in the ledger."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.events.envelope import CITY, Code, Event, Moment


class LiaisonEvent(Event):
    """What every event of an assignment says."""

    assignment: int = Field(ge=1, description="its number")
    unit_code: Code | None = Field(
        default=None, description="the official's unit; none for the city as a whole"
    )

    def aggregate_id(self) -> str:
        """`liaison-` and its number."""
        return f"liaison-{self.assignment}"

    def unit_token(self) -> str:
        """The official's unit, or `city`."""
        return self.unit_code or CITY


class LiaisonAssigned(LiaisonEvent):
    """An official was assigned. Read by metrics, notifier."""

    TYPE: ClassVar[str] = "ledger.liaison.assigned.v1"

    staff_id: Code
    kind: Code = Field(description="enterprise, chamber, village or school")
    every_days: int = Field(ge=1, description="calendar days between contacts at most")
    since: date


class LiaisonContacted(LiaisonEvent):
    """They were in touch. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.liaison.contacted.v1"

    staff_id: Code
    contact_on: date
    mode: Code = Field(description="visit, call or meeting")
    next_on: date = Field(description="the last good day for the next contact")


class LiaisonHandedOver(LiaisonEvent):
    """Another official has it now. Read by metrics, notifier."""

    TYPE: ClassVar[str] = "ledger.liaison.handed_over.v1"

    handed_over_at: Moment
    from_staff_id: Code
    to_staff_id: Code


class LiaisonEnded(LiaisonEvent):
    """It is needed no more. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.liaison.ended.v1"

    ended_at: Moment


class LiaisonMissed(LiaisonEvent):
    """A contact was due and was not made; said once for each day due. Read by notifier."""

    TYPE: ClassVar[str] = "ledger.liaison.missed.v1"

    staff_id: Code
    due_on: date = Field(description="the last good day it was due on, in China")
