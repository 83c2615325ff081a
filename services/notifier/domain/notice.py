"""A notice: who is told, about what, why, by which means, and how far it has come."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """pending → sending → delivered, failed or uncertain; back to pending to be tried again.

    `sending` is committed before a provider hears of the notice. What a dead worker left there may
    or may not have arrived: it becomes `uncertain`, and is never silently sent twice.
    """

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class Audience(StrEnum):
    """In what quality somebody is told. Whom it names today, the directory says."""

    OWNER = "owner"
    UNIT_HEAD = "unit_head"
    DISPATCHERS = "dispatchers"
    SUPERVISORS = "supervisors"
    ASSISTANTS = "assistants"
    """Heads of the units that assist."""


class Reason(StrEnum):
    """Why somebody is told; each has its words in `templates/notices/<reason>/`."""

    DISPATCHED = "dispatched"
    OWNER_NEEDED = "owner_needed"
    REPORTED = "reported"
    CLOSED = "closed"
    ASSISTING = "assisting"
    RETURN_ASKED = "return_asked"
    RETURN_APPROVED = "return_approved"
    RETURN_REJECTED = "return_rejected"
    RETURN_ARBITRATION = "return_arbitration"
    RETURN_UNANSWERED = "return_unanswered"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_APPROVED = "extension_approved"
    EXTENSION_REJECTED = "extension_rejected"
    AUDIT_FAILED = "audit_failed"
    REDO = "redo"
    REOPENED = "reopened"
    SUPERVISED = "supervised"
    SUPERVISION_LIFTED = "supervision_lifted"
    HALF_TIME = "half_time"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    STEP_LATE = "step_late"
    ESCALATED = "escalated"
    DUE_DATE_MOVED = "due_date_moved"
    PAUSED = "paused"
    RESUMED = "resumed"
    TAKEN_BACK = "taken_back"
    LIAISON_ASSIGNED = "liaison_assigned"
    LIAISON_MISSED = "liaison_missed"
    PAIN_POINT_ASSIGNED = "pain_point_assigned"
    QUICK_FIX_GIVEN = "quick_fix_given"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as the directory has them."""

    staff_id: str
    name: str = ""
    unit_code: str | None = None
    email: str | None = None
    transports: tuple[str, ...] = ()
    language: str = "zh"
    active: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that has been taken up for an attempt."""

    id: uuid.UUID
    recipient: Person
    reason: str
    audience: str
    task_number: str
    details: Mapping[str, str]
    """What the words need: title, moments in ISO 8601, reasons, names of units in both languages."""
    created_at: datetime
    attempts: int = 1
    """Attempts in all, the present one included."""
    tries: int = 1
    """Attempts by the present means, the present one included."""
    exhausted: tuple[str, ...] = ()
    """Means that were given up, in that order."""
    correlation_id: str = ""
