"""Event → notices: who hears of what, as one ordered table.

Somebody who would hear the same for two reasons in one row of events (an owner who is also the head
of the unit) hears it once, by the first rule that names them.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.notifier.domain.notice import Audience, Reason


class Happening(StrEnum):
    """What can happen to a task that anybody is told of."""

    DISPATCHED = "dispatched"
    DISPATCHED_WITHOUT_OWNER = "dispatched_without_owner"
    HANDED_OVER = "handed_over"
    """The owner keeps out of it, or has left; somebody else has taken over."""
    HANDED_OVER_TO_NOBODY = "handed_over_to_nobody"
    REPORTED = "reported"
    CLOSED = "closed"
    DISPATCHED_WITH_ASSISTANTS = "dispatched_with_assistants"
    RETURN_ASKED = "return_asked"
    RETURN_APPROVED = "return_approved"
    RETURN_REJECTED = "return_rejected"
    RETURN_IN_ARBITRATION = "return_in_arbitration"
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
    ESCALATED_TO_HEAD = "escalated_to_head"
    ESCALATED_TO_SUPERVISOR = "escalated_to_supervisor"
    DUE_DATE_MOVED = "due_date_moved"
    """By a change of rule or calendar, not by an extension."""
    PAUSED = "paused"
    RESUMED = "resumed"
    TAKEN_BACK = "taken_back"
    """Answered, declined or merged by the centre, or withdrawn by the person, after a unit had it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When this happens, these people are told, for this reason."""

    happening: Happening
    audience: Audience
    reason: Reason


RULES: tuple[Rule, ...] = (
    Rule(Happening.DISPATCHED, Audience.OWNER, Reason.DISPATCHED),
    Rule(Happening.DISPATCHED, Audience.UNIT_HEAD, Reason.DISPATCHED),
    Rule(Happening.DISPATCHED_WITHOUT_OWNER, Audience.UNIT_HEAD, Reason.OWNER_NEEDED),
    Rule(Happening.HANDED_OVER, Audience.OWNER, Reason.DISPATCHED),
    Rule(Happening.HANDED_OVER_TO_NOBODY, Audience.UNIT_HEAD, Reason.OWNER_NEEDED),
    Rule(Happening.REPORTED, Audience.DISPATCHERS, Reason.REPORTED),
    Rule(Happening.CLOSED, Audience.OWNER, Reason.CLOSED),
    Rule(Happening.CLOSED, Audience.UNIT_HEAD, Reason.CLOSED),
    Rule(Happening.DISPATCHED_WITH_ASSISTANTS, Audience.ASSISTANTS, Reason.ASSISTING),
    Rule(Happening.RETURN_ASKED, Audience.DISPATCHERS, Reason.RETURN_ASKED),
    Rule(Happening.RETURN_APPROVED, Audience.OWNER, Reason.RETURN_APPROVED),
    Rule(Happening.RETURN_APPROVED, Audience.UNIT_HEAD, Reason.RETURN_APPROVED),
    Rule(Happening.RETURN_REJECTED, Audience.OWNER, Reason.RETURN_REJECTED),
    Rule(Happening.RETURN_REJECTED, Audience.UNIT_HEAD, Reason.RETURN_REJECTED),
    Rule(Happening.RETURN_IN_ARBITRATION, Audience.SUPERVISORS, Reason.RETURN_ARBITRATION),
    Rule(Happening.RETURN_UNANSWERED, Audience.OWNER, Reason.RETURN_UNANSWERED),
    Rule(Happening.RETURN_UNANSWERED, Audience.SUPERVISORS, Reason.RETURN_UNANSWERED),
    Rule(Happening.EXTENSION_ASKED, Audience.UNIT_HEAD, Reason.EXTENSION_ASKED),
    Rule(Happening.EXTENSION_APPROVED, Audience.OWNER, Reason.EXTENSION_APPROVED),
    Rule(Happening.EXTENSION_APPROVED, Audience.ASSISTANTS, Reason.EXTENSION_APPROVED),
    Rule(Happening.EXTENSION_REJECTED, Audience.OWNER, Reason.EXTENSION_REJECTED),
    Rule(Happening.AUDIT_FAILED, Audience.OWNER, Reason.AUDIT_FAILED),
    Rule(Happening.AUDIT_FAILED, Audience.UNIT_HEAD, Reason.AUDIT_FAILED),
    Rule(Happening.REDO, Audience.OWNER, Reason.REDO),
    Rule(Happening.REDO, Audience.UNIT_HEAD, Reason.REDO),
    Rule(Happening.REOPENED, Audience.OWNER, Reason.REOPENED),
    Rule(Happening.REOPENED, Audience.UNIT_HEAD, Reason.REOPENED),
    Rule(Happening.REOPENED, Audience.ASSISTANTS, Reason.REOPENED),
    Rule(Happening.SUPERVISED, Audience.OWNER, Reason.SUPERVISED),
    Rule(Happening.SUPERVISED, Audience.UNIT_HEAD, Reason.SUPERVISED),
    Rule(Happening.SUPERVISED, Audience.ASSISTANTS, Reason.SUPERVISED),
    Rule(Happening.SUPERVISION_LIFTED, Audience.OWNER, Reason.SUPERVISION_LIFTED),
    Rule(Happening.SUPERVISION_LIFTED, Audience.UNIT_HEAD, Reason.SUPERVISION_LIFTED),
    Rule(Happening.HALF_TIME, Audience.OWNER, Reason.HALF_TIME),
    Rule(Happening.DUE_SOON, Audience.OWNER, Reason.DUE_SOON),
    Rule(Happening.DUE_SOON, Audience.ASSISTANTS, Reason.DUE_SOON),
    Rule(Happening.DUE_TODAY, Audience.OWNER, Reason.DUE_TODAY),
    Rule(Happening.DUE_TODAY, Audience.ASSISTANTS, Reason.DUE_TODAY),
    Rule(Happening.OVERDUE, Audience.OWNER, Reason.OVERDUE),
    Rule(Happening.OVERDUE, Audience.UNIT_HEAD, Reason.OVERDUE),
    Rule(Happening.STEP_LATE, Audience.OWNER, Reason.STEP_LATE),
    Rule(Happening.STEP_LATE, Audience.UNIT_HEAD, Reason.STEP_LATE),
    Rule(Happening.ESCALATED_TO_HEAD, Audience.OWNER, Reason.ESCALATED),
    Rule(Happening.ESCALATED_TO_HEAD, Audience.UNIT_HEAD, Reason.ESCALATED),
    Rule(Happening.ESCALATED_TO_SUPERVISOR, Audience.OWNER, Reason.ESCALATED),
    Rule(Happening.ESCALATED_TO_SUPERVISOR, Audience.UNIT_HEAD, Reason.ESCALATED),
    Rule(Happening.ESCALATED_TO_SUPERVISOR, Audience.SUPERVISORS, Reason.ESCALATED),
    Rule(Happening.DUE_DATE_MOVED, Audience.OWNER, Reason.DUE_DATE_MOVED),
    Rule(Happening.DUE_DATE_MOVED, Audience.ASSISTANTS, Reason.DUE_DATE_MOVED),
    Rule(Happening.PAUSED, Audience.OWNER, Reason.PAUSED),
    Rule(Happening.PAUSED, Audience.ASSISTANTS, Reason.PAUSED),
    Rule(Happening.RESUMED, Audience.OWNER, Reason.RESUMED),
    Rule(Happening.RESUMED, Audience.ASSISTANTS, Reason.RESUMED),
    Rule(Happening.TAKEN_BACK, Audience.OWNER, Reason.TAKEN_BACK),
)


def rules_for(happening: Happening) -> tuple[Rule, ...]:
    """The rules of one happening, in the table's order.

    >>> [str(rule.audience) for rule in rules_for(Happening.CLOSED)]
    ['owner', 'unit_head']
    """
    return tuple(rule for rule in RULES if rule.happening is happening)


def position_of(audience: Audience) -> int:
    """Which quality counts when a person is named in two: the one that stands first in the table."""
    return [rule.audience for rule in RULES].index(audience)
