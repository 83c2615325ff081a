"""A task as the state machine knows it, and what is said when it is sent or reported."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.ledger.domain.records import CallBack, Contact, Extension, Measure, Pause, Return
from services.ledger.domain.states import State
from services.ledger.domain.vocabulary import DeclineReason, Result, RootCause, Supervision


@dataclass(frozen=True, slots=True)
class Task:
    """What the state machine knows of a task. Moments are aware.

    Closed (`closed_at`, the centre), resolved (`resolved`, found by the call-back) and satisfied
    (`satisfied`, said by the person) are three facts; None while nobody has said.
    """

    number: str
    state: State = State.REGISTERED
    version: int = 1
    wants_reply: bool = True
    has_contact: bool = True
    unit_code: str | None = None
    owner_id: str | None = None
    hop: int = 0
    rule_code: str | None = None
    dispatched_at: datetime | None = None
    due_at: datetime | None = None
    sign_by: datetime | None = None
    """By when the unit signs for it; None once it has, or where no rule asks for it."""
    contact_by: datetime | None = None
    """By when the unit speaks with the person, the first time or after a bad rating; None likewise."""
    deadline_rule: str | None = None
    deadline_revision: int | None = None
    """Of the rule that is named; None: the first."""
    calendar_version: str | None = None
    signed_at: datetime | None = None
    reported_at: datetime | None = None
    reporter_id: str | None = None
    result: Result | None = None
    closed_at: datetime | None = None
    assist_units: tuple[str, ...] = ()
    final: bool = False
    """Assigned for good: it cannot be returned."""
    original_due_at: datetime | None = None
    """The date first promised, once another holds; None while it still holds."""
    decline_reason: DeclineReason | None = None
    referral: str | None = None
    master_number: str | None = None
    contacts: tuple[Contact, ...] = ()
    measures: tuple[Measure, ...] = ()
    root_cause: RootCause | None = None
    unresolved_reason: str | None = None
    replied_at: datetime | None = None
    returns: tuple[Return, ...] = ()
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    auditor_id: str | None = None
    audited_at: datetime | None = None
    call_backs: tuple[CallBack, ...] = ()
    resolved: bool | None = None
    satisfied: bool | None = None
    redo_count: int = 0
    cycle: int = 1
    supervision: Supervision | None = None
    plan: str | None = None
    promised_at: datetime | None = None
    """With a plan: the date that was promised for what takes long 暂时无法解决."""
    written_off_at: datetime | None = None
    written_off_by: str | None = None
    confidential: bool = False
    category_code: str | None = None
    urgency: str | None = None
    """Ordinary, urgent or major, as whoever took it down judged; None where nobody did."""
    recused: tuple[str, ...] = ()
    """Staff who keep out of it 回避: they neither see it nor act on it."""

    def moved(self, state: State) -> "Task":
        """The next version, in that state."""
        return replace(self, state=state, version=self.version + 1)

    def units(self) -> frozenset[str]:
        """Every unit that handles it, assists, or said that it is not theirs."""
        asked = (each.unit_code for each in self.returns)
        return frozenset(filter(None, (self.unit_code, *self.assist_units, *asked)))

    @property
    def speaks(self) -> bool:
        """Whether the unit has somebody to speak with."""
        return self.has_contact and self.wants_reply and not self.confidential

    def is_assisted_by(self, unit_code: str | None) -> bool:
        """Whether that unit assists; False for no unit."""
        return unit_code is not None and unit_code in self.assist_units


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a task is sent and by when it is due there."""

    unit_code: str
    owner_id: str | None
    due_at: datetime
    deadline_rule: str
    calendar_version: str
    rule_code: str | None = None
    assist_units: tuple[str, ...] = ()
    deadline_revision: int = 1
    sign_by: datetime | None = None
    contact_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attempt to speak with the person. `note` says what was said, or why it failed."""

    means: str
    reached: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the unit says it did. `spoken` is a contact made meanwhile and not recorded before."""

    result: Result
    public_reply: str
    measures: tuple[str, ...] = ()
    note: str = ""
    root_cause: RootCause | None = None
    unresolved_reason: str = ""
    spoken: Spoken | None = None
