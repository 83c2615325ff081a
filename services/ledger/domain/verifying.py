"""After the report: the audit, the call-back, closing, writing off, taking up again.

Source: 济南§27 (every reply is audited), 北京§23, 潍坊§25 (call-back).
"""

from dataclasses import replace
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.handling import is_contacted
from services.ledger.domain.limits import USUAL_LIMITS, Limits
from services.ledger.domain.permissions import check
from services.ledger.domain.records import CallBack
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Assignment, Task
from services.ledger.domain.vocabulary import Outcome, Result

CLOSES_AT_ONCE = frozenset(
    {Outcome.SATISFIED, Outcome.NO_REPLY_WANTED, Outcome.DISSATISFIED_EXPLAINED}
)


def pass_audit(task: Task, by: Actor, at: datetime, limits: Limits = USUAL_LIMITS) -> Task:
    """The report answers the question; now the person is asked."""
    check(Action.PASS_AUDIT, task, by)
    _check_answered(task, limits)
    return replace(task.moved(State.CALL_BACK), auditor_id=by.staff_id, audited_at=at)


def fail_audit(task: Task, by: Actor, opinion: str, at: datetime) -> Task:
    """The report does not: the unit goes on, and the clock with it."""
    check(Action.FAIL_AUDIT, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(opinion.strip()))
    return replace(_back_to_unit(task), auditor_id=by.staff_id, audited_at=at)


def close(task: Task, by: Actor, at: datetime, limits: Limits = USUAL_LIMITS) -> Task:
    """Audited and closed without asking the person: what they think stays unknown."""
    check(Action.CLOSE, task, by)
    _check_answered(task, limits)
    audited = replace(task, auditor_id=by.staff_id, audited_at=at)
    return replace(audited.moved(State.CLOSED), closed_at=at)


def call_back(
    task: Task,
    by: Actor,
    made: CallBack,
    limits: Limits = USUAL_LIMITS,
    contact_by: datetime | None = None,
) -> Task:
    """What the person says decides: closed, handled again, or asked again another day.

    `contact_by`: when it is handled again, the unit speaks with the person by then.
    """
    check(Action.CALL_BACK, task, by)
    no_reply = made.outcome is Outcome.NO_REPLY_WANTED
    demand(Guard.REPLY_IS_NOT_WANTED, not (no_reply and task.wants_reply and task.has_contact))
    dissatisfied = made.outcome in (Outcome.DISSATISFIED_AT_FAULT, Outcome.DISSATISFIED_EXPLAINED)
    demand(Guard.REASON_IS_GIVEN, bool(made.note.strip()) or not dissatisfied)
    asked = _said(task, made)
    if made.outcome is Outcome.DISSATISFIED_AT_FAULT:
        again = _back_to_unit(asked)
        return replace(again, redo_count=task.redo_count + 1, contact_by=contact_by)
    if not _ends(asked, made, limits):
        return asked.moved(State.CALL_BACK)
    _check_answered(task, limits)
    return replace(asked.moved(State.CLOSED), closed_at=made.at, result=_result(task, made))


def write_off(task: Task, by: Actor, opinion: str, at: datetime) -> Task:
    """Struck off the ledger 销号 by somebody who had no part in it, with an opinion."""
    check(Action.WRITE_OFF, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(opinion.strip()))
    return replace(task.moved(State.WRITTEN_OFF), written_off_at=at, written_off_by=by.staff_id)


def reopen(
    task: Task,
    by: Actor,
    reason: str,
    to: Assignment,
    at: datetime,
    limits: Limits = USUAL_LIMITS,
) -> Task:
    """It has come back: a new cycle with a clock of its own; the first promise is kept for the figures."""
    check(Action.REOPEN, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    last = task.closed_at
    demand(Guard.TIME_TO_REOPEN_IS_LEFT, last is not None and at <= last + limits.reopen_within)
    return replace(
        _back_to_unit(task),
        closed_at=None,
        cycle=task.cycle + 1,
        dispatched_at=at,
        due_at=to.due_at,
        deadline_rule=to.deadline_rule,
        deadline_revision=to.deadline_revision,
        calendar_version=to.calendar_version,
        original_due_at=task.original_due_at or task.due_at,
    )


def _check_answered(task: Task, limits: Limits) -> None:
    """Closed implies that somebody spoke with the person and replied, where a reply is wanted."""
    demand(Guard.CONTACT_IS_RECORDED, is_contacted(task, limits))
    # Reports of earlier releases kept no moment of the reply; none was accepted without one.
    replied = bool(task.replied_at or task.reported_at)
    demand(Guard.REPLY_IS_GIVEN, replied or not task.wants_reply)


def _back_to_unit(task: Task) -> Task:
    """In hand again, with no answer that holds."""
    handed_back = task.moved(State.HANDLING)
    return replace(handed_back, result=None, reported_at=None, replied_at=None)


def _said(task: Task, made: CallBack) -> Task:
    """With what the person says of the solution and of the handling; as before where nobody was asked."""
    asked = replace(task, call_backs=(*task.call_backs, made))
    if made.outcome in (Outcome.UNREACHABLE, Outcome.NO_REPLY_WANTED):
        return asked
    resolved = task.resolved if made.resolved is None else made.resolved
    return replace(asked, satisfied=made.outcome is Outcome.SATISFIED, resolved=resolved)


def _ends(task: Task, made: CallBack, limits: Limits) -> bool:
    if made.outcome in CLOSES_AT_ONCE:
        return True
    tried = [each for each in task.call_backs if each.at >= (task.audited_at or each.at)]
    return sum(each.outcome is Outcome.UNREACHABLE for each in tried) >= limits.unreachable


def _result(task: Task, made: CallBack) -> Result | None:
    """A lawful explanation that was upheld is what the task ends with."""
    explained = made.outcome is Outcome.DISSATISFIED_EXPLAINED
    return Result.UNRESOLVED_EXPLAINED if explained else task.result
