"""When the due date moves: by an extension somebody else approved, or because the calendar changed.

Source: 北京§15(2), 安阳§50 (unit head, +5 working days), 信访§34 (the reason is told).
"""

from dataclasses import replace
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.deadline_rules import ORDINARY, DeadlineRule
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.handling import is_contacted
from services.ledger.domain.limits import USUAL_LIMITS, Limits
from services.ledger.domain.permissions import check
from services.ledger.domain.records import Extension
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Task
from services.ledger.domain.vocabulary import Decision


def days_left_to_extend(task: Task, rule: DeadlineRule = ORDINARY) -> int:
    """What extensions of this cycle may still add, in the unit of the rule; never below 0."""
    granted = (e for e in task.extensions if e.decision is Decision.APPROVED)
    this_cycle = (e for e in granted if e.asked_at >= (task.dispatched_at or e.asked_at))
    return max(0, rule.extension - sum(each.working_days for each in this_cycle))


def ask_extension(
    task: Task,
    by: Actor,
    days: int,
    reason: str,
    at: datetime,
    rule: DeadlineRule = ORDINARY,
    limits: Limits = USUAL_LIMITS,
) -> Task:
    """The unit asks for so many more of what its rule counts, before it is late; the date stays meanwhile."""
    check(Action.ASK_EXTENSION, task, by)
    demand(Guard.CONTACT_IS_RECORDED, is_contacted(task, limits))
    demand(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    demand(Guard.WITHIN_THE_CAP, 0 < days <= days_left_to_extend(task, rule))
    if task.due_at is None or at > task.due_at:
        demand(Guard.ASKED_BEFORE_DUE, holds=False)
        return task
    asked = Extension(at, by.staff_id, days, reason.strip(), task.due_at, unit=rule.unit)
    return replace(task.moved(State.EXTENSION_PENDING), extensions=(*task.extensions, asked))


def approve_extension(task: Task, by: Actor, due_at: datetime, opinion: str, at: datetime) -> Task:
    """Somebody else than who asked agrees; the due date moves to `due_at`."""
    check(Action.APPROVE_EXTENSION, task, by)
    decided = _decided(task, by, Decision.APPROVED, opinion, at)
    last = replace(decided.extensions[-1], due_after=due_at)
    extended = replace(decided, extensions=(*task.extensions[:-1], last))
    return _due(extended.moved(State.HANDLING), due_at)


def reject_extension(task: Task, by: Actor, opinion: str, at: datetime) -> Task:
    """The date stays as it was; the reason is told."""
    check(Action.REJECT_EXTENSION, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(opinion.strip()))
    return _decided(task, by, Decision.REJECTED, opinion, at).moved(State.HANDLING)


def recompute(
    task: Task, by: Actor, due_at: datetime, calendar_version: str, revision: int | None = None
) -> Task:
    """The calendar or the rule was changed, and with it the due date."""
    check(Action.RECOMPUTE, task, by)
    demand(Guard.SOMETHING_CHANGES, due_at != task.due_at)
    moved = _due(task.moved(task.state), due_at)
    held = task.deadline_revision if revision is None else revision
    return replace(moved, calendar_version=calendar_version, deadline_revision=held)


def _due(task: Task, due_at: datetime) -> Task:
    """With another due date; the one first promised is kept for the figures."""
    return replace(task, due_at=due_at, original_due_at=task.original_due_at or task.due_at)


def _decided(task: Task, by: Actor, decision: Decision, opinion: str, at: datetime) -> Task:
    """The same version, the open request answered."""
    last = replace(
        task.extensions[-1],
        decision=decision,
        decided_by=by.staff_id,
        decided_at=at,
        opinion=opinion.strip(),
    )
    return replace(task, extensions=(*task.extensions[:-1], last))
