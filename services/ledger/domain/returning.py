"""A unit says that a task is not its own: asked in time, approved, rejected, arbitrated, assigned for good.

Source: 信访§23, 安阳§50, 潍坊§22, 北京§12.
"""

from dataclasses import replace
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.records import Return
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Assignment, Task
from services.ledger.domain.triage import send
from services.ledger.domain.vocabulary import Decision


def ask_return(task: Task, by: Actor, asked: Return, until: datetime) -> Task:
    """The unit asks, before `until` has passed. The clock goes on meanwhile."""
    check(Action.ASK_RETURN, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(asked.reason.strip()))
    demand(Guard.LEGAL_BASIS_IS_GIVEN, bool(asked.legal_basis.strip()))
    demand(Guard.TIME_TO_RETURN_IS_LEFT, asked.asked_at <= until)
    return replace(task.moved(State.RETURN_PENDING), returns=(*task.returns, asked))


def approve_return(task: Task, by: Actor, opinion: str, at: datetime) -> Task:
    """It comes back to the tray, with nobody responsible and no clock; the next dispatch is one hop more."""
    check(Action.APPROVE_RETURN, task, by)
    return replace(
        _decided(task, by, Decision.APPROVED, opinion, at).moved(State.ACCEPTED),
        unit_code=None,
        owner_id=None,
        assist_units=(),
        rule_code=None,
        dispatched_at=None,
        due_at=None,
        sign_by=None,
        contact_by=None,
        deadline_rule=None,
        deadline_revision=None,
        calendar_version=None,
        original_due_at=None,
        signed_at=None,
    )


def reject_return(task: Task, by: Actor, opinion: str, at: datetime) -> Task:
    """The unit keeps it and cannot ask again; the clock has never stopped."""
    check(Action.REJECT_RETURN, task, by)
    demand(Guard.REASON_IS_GIVEN, bool(opinion.strip()))
    decided = _decided(task, by, Decision.REJECTED, opinion, at)
    return replace(decided.moved(State.DISPATCHED), final=True, signed_at=None)


def arbitrate(task: Task, by: Actor, opinion: str) -> Task:
    """Units disagree: from now on a supervisor decides."""
    check(Action.ARBITRATE, task, by)
    last = replace(task.returns[-1], decision=Decision.ARBITRATION, opinion=opinion.strip())
    return replace(task.moved(State.RETURN_PENDING), returns=(*task.returns[:-1], last))


def assign_finally(task: Task, by: Actor, to: Assignment, opinion: str, at: datetime) -> Task:
    """A supervisor names the unit, the same or another; it cannot be returned any more."""
    check(Action.ASSIGN_FINALLY, task, by)
    return send(_decided(task, by, Decision.FINAL, opinion, at), to, at, final=True)


def _decided(task: Task, by: Actor, decision: Decision, opinion: str, at: datetime) -> Task:
    """The same version, the open request answered."""
    last = replace(
        task.returns[-1],
        decision=decision,
        decided_by=by.staff_id,
        decided_at=at,
        opinion=opinion.strip(),
    )
    return replace(task, returns=(*task.returns[:-1], last))
