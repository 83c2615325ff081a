"""Every act on a task as one attempt, with whatever was entered: for tests that try them at random."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.ledger.domain.administration.handover import hand_over
from services.ledger.domain.deadline_rules import LICENCE
from services.ledger.domain.deadlines.rulebook import usual_rulebook
from services.ledger.domain.evidence.attaching import attach
from services.ledger.domain.limits import extended
from services.ledger.domain.task import (
    Action,
    Actor,
    Assignment,
    CallBack,
    DeclineReason,
    Outcome,
    Report,
    Result,
    Return,
    Spoken,
    State,
    Supervision,
    Task,
    accept,
    alert,
    answer,
    approve_extension,
    approve_return,
    arbitrate,
    ask_extension,
    ask_return,
    assign_finally,
    call_back,
    check,
    close,
    contact,
    decline,
    defer,
    dispatch,
    fail_audit,
    fulfil,
    lift,
    merge,
    pass_audit,
    pause,
    plan,
    recompute,
    recuse,
    reject_extension,
    reject_return,
    reopen,
    report,
    resume,
    reveal,
    sign,
    supervise,
    withdraw,
    write_off,
)
from services.ledger.domain.timers.alarms import (
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    RETURN_UNANSWERED,
    Thresholds,
)
from services.ledger.domain.working_calendar import official_calendar
from services.ledger.handlers.ask_return import returnable_until

CALENDAR = official_calendar()
ALARMS = (DUE_SOON, DUE_TODAY, OVERDUE, RETURN_UNANSWERED, *Thresholds().escalations)
MASTER = Task("261123-000009-00", State.HANDLING)


@dataclass(frozen=True)
class Entered:
    """What somebody entered, sensible or not; each act takes what it needs."""

    words: str = ""
    days: int = 1
    to: tuple[str, str | None] = ("market", "zhang-wei")
    yes: bool = True
    index: int = 0
    result: Result = Result.RESOLVED
    outcome: Outcome = Outcome.SATISFIED
    level: Supervision = Supervision.REMINDED
    reason: DeclineReason = DeclineReason.EMERGENCY


Attempt = Callable[[Task, Actor, Entered, datetime], Task]


def _assignment(to: tuple[str, str | None], assists: bool, at: datetime) -> Assignment:
    others = tuple({"market", "police"} - {to[0]}) if assists else ()
    due = extended(at, 5, CALENDAR)
    hour = at + timedelta(hours=1)
    return Assignment(
        *to, due, "ordinary", CALENDAR.version, None, others, sign_by=hour, contact_by=hour
    )


def _dispatch(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    check(Action.DISPATCH, task, by)
    return dispatch(task, _assignment(e.to, e.yes, at), at)


def _contact(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return contact(task, by, Spoken("phone", e.yes, e.words), at)


def _plan(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return plan(task, by, e.words, at + timedelta(days=e.days), at)


def _report(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    spoken = Spoken("phone", e.yes, e.words) if task.has_contact and e.days > 2 else None
    return report(task, by, Report(e.result, e.words, ("换灯泡",) * e.yes, spoken=spoken), at)


def _ask_return(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    asked = Return(at, by.staff_id, task.unit_code or "", e.words, "第八条" * e.yes)
    return ask_return(task, by, asked, returnable_until(task.dispatched_at or at, usual_rulebook()))


def _approve_extension(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    days = task.extensions[-1].working_days if task.extensions else 1
    return approve_extension(task, by, extended(task.due_at or at, days, CALENDAR), e.words, at)


def _recompute(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return recompute(task, by, (task.due_at or at) + timedelta(days=e.days), "cn-2")


def _call_back(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return call_back(task, by, CallBack(at, by.staff_id, e.outcome, e.yes or None, e.words))


def _reopen(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    to = _assignment((task.unit_code or "market", task.owner_id), assists=False, at=at)
    return reopen(task, by, e.words, to, at)


def _recuse(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    who = by.staff_id if e.yes else task.owner_id or by.staff_id
    return recuse(task, by, who, e.words, e.to[1])


def _defer(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return defer(task, by, e.words, at + timedelta(days=30 * e.days), at)


def _assign_finally(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return assign_finally(task, by, _assignment(e.to, assists=False, at=at), e.words, at)


def _hand_over(task: Task, by: Actor, e: Entered, at: datetime) -> Task:
    return hand_over(task, by, e.to[1])


ATTEMPTS: Mapping[Action, Attempt] = {
    Action.ACCEPT: lambda task, by, e, at: accept(task, by),
    Action.ANSWER: lambda task, by, e, at: answer(task, by, e.words, at),
    Action.DECLINE: lambda task, by, e, at: decline(task, by, e.reason, e.words),
    Action.MERGE: lambda task, by, e, at: merge(task, by, MASTER if e.yes else None),
    Action.DISPATCH: _dispatch,
    Action.SIGN: lambda task, by, e, at: sign(task, by, at),
    Action.CONTACT: _contact,
    Action.PLAN: _plan,
    Action.FULFIL: lambda task, by, e, at: fulfil(task, by, e.index, e.words, at),
    Action.REPORT: _report,
    Action.ASK_RETURN: _ask_return,
    Action.APPROVE_RETURN: lambda task, by, e, at: approve_return(task, by, e.words, at),
    Action.REJECT_RETURN: lambda task, by, e, at: reject_return(task, by, e.words, at),
    Action.ARBITRATE: lambda task, by, e, at: arbitrate(task, by, e.words),
    Action.ASSIGN_FINALLY: _assign_finally,
    Action.ASK_EXTENSION: lambda task, by, e, at: ask_extension(task, by, e.days, e.words, at),
    Action.APPROVE_EXTENSION: _approve_extension,
    Action.REJECT_EXTENSION: lambda task, by, e, at: reject_extension(task, by, e.words, at),
    Action.PASS_AUDIT: lambda task, by, e, at: pass_audit(task, by, at),
    Action.FAIL_AUDIT: lambda task, by, e, at: fail_audit(task, by, e.words, at),
    Action.CALL_BACK: _call_back,
    Action.CLOSE: lambda task, by, e, at: close(task, by, at),
    Action.WRITE_OFF: lambda task, by, e, at: write_off(task, by, e.words, at),
    Action.REOPEN: _reopen,
    Action.SUPERVISE: lambda task, by, e, at: supervise(task, by, e.level, e.words),
    Action.WITHDRAW: lambda task, by, e, at: withdraw(task, by, e.words),
    Action.LIFT: lambda task, by, e, at: lift(task, by, e.words),
    Action.DEFER: _defer,
    Action.RECUSE: _recuse,
    Action.REVEAL: lambda task, by, e, at: reveal(task, by),
    Action.ATTACH: lambda task, by, e, at: attach(task, by),
    Action.RECOMPUTE: _recompute,
    Action.PAUSE: lambda task, by, e, at: pause(task, by, e.words, at, LICENCE),
    Action.RESUME: lambda task, by, e, at: resume(task, by, at, LICENCE, CALENDAR),
    Action.HAND_OVER: _hand_over,
    Action.ALERT: lambda task, by, e, at: alert(task, by, ALARMS[e.days % len(ALARMS)]),
}
"""By action; registration is how a task begins."""
