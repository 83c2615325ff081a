"""A case as a line of a list: how far it has come, and whether it is late."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a case has come."""

    RECEIVED = "received"
    REGISTERED = "registered"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    REPORTED = "reported"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """The milestones of one case; None for one that has not been reached."""

    complaint_number: str
    received_at: datetime | None
    registered_at: datetime | None
    dispatched_at: datetime | None
    signed_at: datetime | None
    reported_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
    unit: str | None
    category: str | None
    channel: str | None
    hours: float | None = None
    """The duration a list is about, where it is about one."""

    @property
    def state(self) -> State:
        """The furthest milestone reached."""
        for state, at in (
            (State.CLOSED, self.closed_at),
            (State.REPORTED, self.reported_at),
            (State.SIGNED, self.signed_at),
            (State.DISPATCHED, self.dispatched_at),
            (State.REGISTERED, self.registered_at),
        ):
            if at is not None:
                return state
        return State.RECEIVED

    def is_late(self, now: datetime) -> bool:
        """Closed after it was due, or due before now and not closed; never before dispatch."""
        return self.due_at is not None and (self.closed_at or now) > self.due_at
