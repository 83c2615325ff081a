"""What ledger's events mean to the person who complained; what units settle among themselves, nothing."""

from services.intake.domain.progress import State, Step
from shared.events.ledger import (
    TaskClosed,
    TaskDispatched,
    TaskEvent,
    TaskRegistered,
    TaskReported,
    TaskSigned,
)
from shared.events.task_acts import (
    TaskAccepted,
    TaskAnswered,
    TaskAudited,
    TaskCalledBack,
    TaskDeclined,
    TaskDeferred,
    TaskDueDateRecomputed,
    TaskExtended,
    TaskMerged,
    TaskReopened,
    TaskResumed,
    TaskWithdrawn,
)


def step_of(event: TaskEvent, version: int) -> Step | None:
    """The step an event adds to the story; None for what is no news to the person."""
    found = _straight_on(event, version) or _at_first(event, version)
    return found or _meanwhile(event, version) or _judged(event, version)


def _straight_on(event: TaskEvent, version: int) -> Step | None:
    unit = event.unit_code
    match event:
        case TaskRegistered():
            return Step(State.REGISTERED, event.registered_at, version, unit)
        case TaskDispatched():
            return Step(
                State.DISPATCHED,
                event.dispatched_at,
                version,
                unit,
                due_at=event.due_at,
                due_basis_zh=event.due_basis_zh,
                due_basis_en=event.due_basis_en,
            )
        case TaskSigned():
            return Step(State.SIGNED, event.signed_at, version, unit)
        case TaskReported():
            return Step(
                State.REPORTED,
                event.reported_at,
                version,
                unit,
                reply=event.public_reply,
                result=event.result,
            )
        case TaskClosed():
            return Step(State.CLOSED, event.closed_at, version, unit, result=event.result)
    return None


def _at_first(event: TaskEvent, version: int) -> Step | None:
    """Before a unit works on it. A referral is kept as the reply, a master's number as the result."""
    match event:
        case TaskAccepted():
            return Step(State.ACCEPTED, event.accepted_at, version)
        case TaskAnswered():
            return Step(State.ANSWERED, event.answered_at, version, reply=event.public_reply)
        case TaskDeclined():
            return Step(
                State.DECLINED,
                event.declined_at,
                version,
                reply=event.referral,
                result=event.reason,
            )
        case TaskMerged():
            return Step(State.MERGED, event.merged_at, version, result=event.master_number)
        case TaskWithdrawn():
            return Step(State.WITHDRAWN, event.withdrawn_at, version, event.unit_code)
    return None


def _meanwhile(event: TaskEvent, version: int) -> Step | None:
    """Another date: granted, promised for the long term, or of a new cycle."""
    unit = event.unit_code
    match event:
        case TaskExtended():
            return Step(State.EXTENDED, event.extended_at, version, unit, due_at=event.due_at)
        case TaskDueDateRecomputed(recomputed_at=at) | TaskResumed(resumed_at=at):
            return Step(State.RESCHEDULED, at, version, unit, due_at=event.due_at)
        case TaskDeferred():
            return Step(
                State.DEFERRED,
                event.deferred_at,
                version,
                unit,
                due_at=event.promised_at,
                reply=event.plan,
            )
        case TaskReopened():
            return Step(
                State.REOPENED,
                event.reopened_at,
                version,
                unit,
                due_at=event.due_at,
                due_basis_zh=event.due_basis_zh,
                due_basis_en=event.due_basis_en,
            )
    return None


def _judged(event: TaskEvent, version: int) -> Step | None:
    """What became of the unit's answer."""
    match event:
        case TaskAudited(passed=True):
            return Step(State.CHECKED, event.audited_at, version, event.unit_code)
        case TaskAudited():
            return Step(State.SENT_BACK, event.audited_at, version, event.unit_code)
        case TaskCalledBack(outcome="dissatisfied_at_fault"):
            return Step(State.SENT_BACK, event.called_at, version, event.unit_code)
    return None
