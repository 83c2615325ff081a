"""What events after the dispatch say about a case: milestones reached, undone, dates that moved, ends."""

from datetime import datetime

from services.metrics.domain.case_facts import CaseFacts, Due, Ending, Milestone
from shared.events.ledger import TaskClosed, TaskEvent, TaskReported, TaskSigned
from shared.events.task_acts import (
    TaskAnswered,
    TaskAudited,
    TaskCalledBack,
    TaskDeclined,
    TaskMerged,
    TaskReopened,
    TaskReturned,
    TaskWithdrawn,
)


def milestone_of(event: TaskEvent, version: int) -> CaseFacts:
    """Nothing for a kind that changes no case."""
    match event:
        case TaskSigned():
            return CaseFacts(signature=Milestone(version, event.signed_at, None))
        case TaskReported():
            return CaseFacts(report=Milestone(version, event.reported_at, event.result))
        case TaskClosed():
            return CaseFacts(closure=Milestone(version, event.closed_at, event.result))
        case TaskAnswered() | TaskDeclined() | TaskMerged() | TaskWithdrawn():
            return CaseFacts(ending=Ending(version, _ended_at(event)))
    return _undone(event, version)


def _undone(event: TaskEvent, version: int) -> CaseFacts:
    """What takes a milestone back, or moves the date: any event that names a due date."""
    never = Milestone(version, None, None)
    match event:
        case TaskAudited(passed=False) | TaskCalledBack(outcome="dissatisfied_at_fault"):
            return CaseFacts(report=never)
        case TaskReopened():
            return CaseFacts(report=never, closure=never, due=Due(version, event.due_at))
        case TaskReturned(decision="approved"):
            return CaseFacts(due=Due(version, None))
    due_at: datetime | None = getattr(event, "due_at", None)
    return CaseFacts(due=Due(version, due_at)) if due_at else CaseFacts()


def _ended_at(event: TaskAnswered | TaskDeclined | TaskMerged | TaskWithdrawn) -> datetime:
    match event:
        case TaskAnswered():
            return event.answered_at
        case TaskDeclined():
            return event.declined_at
        case TaskWithdrawn():
            return event.withdrawn_at
    return event.merged_at
