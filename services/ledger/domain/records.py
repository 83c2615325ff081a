"""What a task keeps a list of: contacts, measures, requests to return or extend, call-backs."""

from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.deadline_rules import Unit
from services.ledger.domain.vocabulary import Decision, Outcome


@dataclass(frozen=True, slots=True)
class Contact:
    """One attempt to speak with the person. `note` says what was said, or why it failed."""

    at: datetime
    by: str
    means: str
    reached: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing to do about the problem. Done when `done_at` is set; `evidence` says where it shows."""

    text: str
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """A unit says that a task is not its own. `suggested_unit`: whose it thinks it is."""

    asked_at: datetime
    asked_by: str
    unit_code: str
    reason: str
    legal_basis: str
    suggested_unit: str | None = None
    decision: Decision = Decision.PENDING
    decided_by: str | None = None
    decided_at: datetime | None = None
    opinion: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.decision in (Decision.PENDING, Decision.ARBITRATION)


@dataclass(frozen=True, slots=True)
class Extension:
    """A unit asks for more time: so many working days, or of the `unit` that its limit is counted in."""

    asked_at: datetime
    asked_by: str
    working_days: int
    reason: str
    due_before: datetime
    decision: Decision = Decision.PENDING
    decided_by: str | None = None
    decided_at: datetime | None = None
    due_after: datetime | None = None
    opinion: str = ""
    unit: Unit = Unit.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still; `resumed_at` None: it still does."""

    paused_at: datetime
    paused_by: str
    reason: str
    resumed_at: datetime | None = None
    resumed_by: str | None = None


@dataclass(frozen=True, slots=True)
class CallBack:
    """Somebody asked the person what they think of it."""

    at: datetime
    by: str
    outcome: Outcome
    resolved: bool | None = None
    note: str = ""
