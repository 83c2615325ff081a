"""Before anybody works on it: accepted, answered on the spot, declined, merged, sent to a unit."""

from dataclasses import replace
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.scope import may_see
from services.ledger.domain.states import BEFORE_SIGNING, ENDED, Action, State
from services.ledger.domain.task_facts import Assignment, Task
from services.ledger.domain.vocabulary import DeclineReason, Result

NOBODY_FOLLOWS = ENDED - {State.CLOSED}
"""States of a master nobody can be added to; what was closed can still answer a second person."""


def accept(task: Task, by: Actor) -> Task:
    """It will be handled, by whom is yet to be found out."""
    check(Action.ACCEPT, task, by)
    return task.moved(State.ACCEPTED)


def answer(task: Task, by: Actor, public_reply: str, at: datetime) -> Task:
    """Answered on the spot 直接答复: nobody needs to be sent."""
    check(Action.ANSWER, task, by)
    demand(Guard.REPLY_IS_GIVEN, bool(public_reply.strip()) or not task.wants_reply)
    return replace(
        task.moved(State.ANSWERED),
        result=Result.RESOLVED,
        reporter_id=by.staff_id,
        replied_at=at if public_reply.strip() else None,
    )


def decline(task: Task, by: Actor, reason: DeclineReason, referral: str) -> Task:
    """Not taken on, for a lawful reason; `referral` says where the person can turn instead."""
    check(Action.DECLINE, task, by)
    demand(Guard.REFERRAL_IS_GIVEN, bool(referral.strip()))
    declined = task.moved(State.DECLINED)
    return replace(declined, decline_reason=reason, referral=referral.strip())


def merge(task: Task, by: Actor, master: Task | None) -> Task:
    """The same matter as `master` (None: there is no such task); whoever asked follows that one.

    A task that the actor may not see is none.
    """
    check(Action.MERGE, task, by)
    if master is None or not may_see(by, master):
        demand(Guard.MASTER_IS_KNOWN, holds=False)
        return task
    demand(Guard.MASTER_IS_ANOTHER, master.number != task.number)
    demand(Guard.MASTER_IS_OPEN, can_be_followed(master))
    return replace(task.moved(State.MERGED), master_number=master.number)


def can_be_followed(master: Task) -> bool:
    """Whether another task can be merged into it."""
    return master.state not in NOBODY_FOLLOWS


def dispatch(task: Task, to: Assignment, at: datetime) -> Task:
    """A unit becomes responsible. Another unit's clock starts anew; within a unit it goes on."""
    demand(Guard.STATE_IS_TRAY_OR_DISPATCHED, task.state in BEFORE_SIGNING)
    same = (task.unit_code, task.owner_id, task.assist_units)
    demand(Guard.SOMETHING_CHANGES, same != (to.unit_code, to.owner_id, to.assist_units))
    return send(task, to, at)


def send(task: Task, to: Assignment, at: datetime, *, final: bool = False) -> Task:
    """What dispatching and final assignment have in common."""
    demand(Guard.OWNER_IS_NOT_RECUSED, to.owner_id not in task.recused)
    demand(Guard.ASSISTANTS_ARE_OTHERS, to.unit_code not in to.assist_units)
    same_unit = task.unit_code == to.unit_code
    moved = replace(
        task.moved(State.DISPATCHED),
        unit_code=to.unit_code,
        owner_id=to.owner_id,
        hop=task.hop + 1,
        rule_code=to.rule_code,
        assist_units=to.assist_units,
        final=final or (task.final and same_unit),
        signed_at=None,
    )
    return moved if same_unit else _with_fresh_clock(moved, to, at)


def _with_fresh_clock(task: Task, to: Assignment, at: datetime) -> Task:
    return replace(
        task,
        dispatched_at=at,
        due_at=to.due_at,
        sign_by=to.sign_by,
        contact_by=to.contact_by,
        deadline_rule=to.deadline_rule,
        deadline_revision=to.deadline_revision,
        calendar_version=to.calendar_version,
        original_due_at=None,
    )
