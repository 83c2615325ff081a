"""What an event of the ledger means to those who might be told of it."""

from services.notifier.domain.rules import Happening
from shared.events.authorisation import TaskRecused
from shared.events.handover import TaskHandedOver
from shared.events.ledger import TaskClosed, TaskDispatched, TaskEvent, TaskReported
from shared.events.task_acts import (
    TaskAnswered,
    TaskAudited,
    TaskCalledBack,
    TaskDeclined,
    TaskDueDateRecomputed,
    TaskExtended,
    TaskExtensionAsked,
    TaskExtensionRejected,
    TaskMerged,
    TaskPaused,
    TaskReopened,
    TaskResumed,
    TaskReturnAsked,
    TaskReturned,
    TaskSupervised,
    TaskSupervisionLifted,
    TaskWithdrawn,
)
from shared.events.task_timers import (
    TaskDueSoon,
    TaskEscalated,
    TaskOverdue,
    TaskReturnUnanswered,
    TaskStepLate,
)

_ALWAYS: dict[type[TaskEvent], Happening] = {
    TaskReported: Happening.REPORTED,
    TaskReturnAsked: Happening.RETURN_ASKED,
    TaskReturnUnanswered: Happening.RETURN_UNANSWERED,
    TaskExtensionAsked: Happening.EXTENSION_ASKED,
    TaskExtended: Happening.EXTENSION_APPROVED,
    TaskExtensionRejected: Happening.EXTENSION_REJECTED,
    TaskReopened: Happening.REOPENED,
    TaskSupervised: Happening.SUPERVISED,
    TaskSupervisionLifted: Happening.SUPERVISION_LIFTED,
    TaskOverdue: Happening.OVERDUE,
    TaskStepLate: Happening.STEP_LATE,
    TaskDueDateRecomputed: Happening.DUE_DATE_MOVED,
    TaskPaused: Happening.PAUSED,
    TaskResumed: Happening.RESUMED,
}
_OF_A_UNIT: dict[type[TaskEvent], Happening] = {
    TaskClosed: Happening.CLOSED,
    TaskAnswered: Happening.TAKEN_BACK,
    TaskDeclined: Happening.TAKEN_BACK,
    TaskMerged: Happening.TAKEN_BACK,
    TaskWithdrawn: Happening.TAKEN_BACK,
}
"""What nobody has to be told of where no unit had it."""
_DECISIONS = {
    "approved": Happening.RETURN_APPROVED,
    "rejected": Happening.RETURN_REJECTED,
    "arbitration": Happening.RETURN_IN_ARBITRATION,
}


def happenings_of(event: TaskEvent) -> list[Happening]:
    """In the order people are told; empty for what concerns nobody."""
    if isinstance(event, TaskDispatched):
        return _dispatched(event)
    known = _ALWAYS | (_OF_A_UNIT if event.unit_code else {})
    found = known.get(type(event)) or _by_its_words(event)
    return [found] if found else []


def _by_its_words(event: TaskEvent) -> Happening | None:
    """What a field of the event decides."""
    found: Happening | None = None
    match event:
        case TaskHandedOver():
            to_somebody = event.owner_id is not None
            found = Happening.HANDED_OVER if to_somebody else Happening.HANDED_OVER_TO_NOBODY
        case TaskReturned():
            found = _DECISIONS.get(event.decision)
        case TaskAudited(passed=False):
            found = Happening.AUDIT_FAILED
        case TaskCalledBack(outcome="dissatisfied_at_fault"):
            found = Happening.REDO
        case TaskRecused(owner_changed=True):
            found = Happening.HANDED_OVER
        case TaskDueSoon():
            found = _coming(event)
        case TaskEscalated():
            to_head = event.escalated_to == "unit_head"
            found = Happening.ESCALATED_TO_HEAD if to_head else Happening.ESCALATED_TO_SUPERVISOR
    return found


def _coming(event: TaskDueSoon) -> Happening:
    if event.half_time:
        return Happening.HALF_TIME
    return Happening.DUE_SOON if event.working_days_left else Happening.DUE_TODAY


def _dispatched(event: TaskDispatched) -> list[Happening]:
    first = Happening.DISPATCHED if event.owner_id else Happening.DISPATCHED_WITHOUT_OWNER
    return [first, Happening.DISPATCHED_WITH_ASSISTANTS] if event.assist_units else [first]
