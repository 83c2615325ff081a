"""What the unit does: signs for it, speaks with the person, plans and carries out measures, reports."""

from dataclasses import replace
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.limits import USUAL_LIMITS, Limits
from services.ledger.domain.permissions import check
from services.ledger.domain.records import Contact, Measure
from services.ledger.domain.scope import is_shielded
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Report, Spoken, Task
from services.ledger.domain.vocabulary import NEEDS_MEASURE, Result


def sign(task: Task, by: Actor, at: datetime) -> Task:
    """The unit takes it on. Whoever signs for a task without an owner becomes its owner."""
    check(Action.SIGN, task, by)
    signed = replace(task.moved(State.SIGNED), signed_at=at, sign_by=None)
    return replace(signed, owner_id=task.owner_id or by.staff_id)


def is_contacted(task: Task, limits: Limits = USUAL_LIMITS) -> bool:
    """Whether somebody spoke with the person, or tried often enough, or nobody has to.

    Nobody has to where no reply is wanted, and nobody can where no contact was left. Where who
    complained is confidential the unit cannot; the centre calls back.
    Source: 北京§15(1) (contact first); 济南§24 (要求不回复的除外).
    """
    if task.confidential or not (task.wants_reply and task.has_contact):
        return True
    failed = sum(not each.reached for each in task.contacts)
    return failed >= limits.failed_attempts or any(each.reached for each in task.contacts)


def contact(
    task: Task, by: Actor, spoken: Spoken, at: datetime, limits: Limits = USUAL_LIMITS
) -> Task:
    """An attempt to speak with the person; once it counts as contact, handling begins."""
    check(Action.CONTACT, task, by)
    after = _with_contact(task, by, spoken, at)
    return after.moved(_begun(after, limits))


def plan(
    task: Task,
    by: Actor,
    text: str,
    due_at: datetime | None,
    at: datetime,
    limits: Limits = USUAL_LIMITS,
) -> Task:
    """A measure is undertaken, to be done by its own date."""
    check(Action.PLAN, task, by)
    demand(Guard.MEASURE_IS_GIVEN, bool(text.strip()))
    demand(Guard.DATE_IS_AHEAD, due_at is None or due_at > at)
    measures = (*task.measures, Measure(text.strip(), due_at))
    return replace(task.moved(_begun(task, limits)), measures=measures)


def fulfil(
    task: Task,
    by: Actor,
    index: int,
    evidence: str,
    at: datetime,
    limits: Limits = USUAL_LIMITS,
) -> Task:
    """The measure at `index` (from 0) is done; `evidence` says where it shows: a file, a photo, a page."""
    check(Action.FULFIL, task, by)
    measures = list(task.measures)
    is_open = 0 <= index < len(measures) and measures[index].done_at is None
    demand(Guard.MEASURE_IS_OPEN, is_open)
    demand(Guard.EVIDENCE_IS_GIVEN, bool(evidence.strip()))
    measures[index] = replace(
        measures[index], done_at=at, done_by=by.staff_id, evidence=evidence.strip()
    )
    return replace(task.moved(_begun(task, limits)), measures=tuple(measures))


def report(
    task: Task, by: Actor, given: Report, at: datetime, limits: Limits = USUAL_LIMITS
) -> Task:
    """The unit says what it did: a reply where the person wants one, a measure where it helped."""
    check(Action.REPORT, task, by)
    spoken = _with_contact(task, by, given.spoken, at) if given.spoken else task
    demand(Guard.CONTACT_IS_RECORDED, is_contacted(spoken, limits))
    demand(Guard.REPLY_IS_GIVEN, bool(given.public_reply.strip()) or not task.wants_reply)
    done = (*spoken.measures, *_done(given, by, at))
    _check_measures(given, done)
    _check_reason(given)
    return replace(
        spoken.moved(State.REPORTED),
        measures=done,
        reported_at=at,
        contact_by=None,
        reporter_id=by.staff_id,
        result=given.result,
        root_cause=given.root_cause,
        unresolved_reason=given.unresolved_reason.strip() or None,
        replied_at=at if given.public_reply.strip() else None,
    )


def defer(
    task: Task,
    by: Actor,
    plan: str,
    promised_at: datetime,
    at: datetime,
    limits: Limits = USUAL_LIMITS,
) -> Task:
    """It takes long: what will be done by when 暂时无法解决. The due date stays. Source: 济南§24(三)."""
    check(Action.DEFER, task, by)
    demand(Guard.CONTACT_IS_RECORDED, is_contacted(task, limits))
    demand(Guard.PLAN_IS_GIVEN, bool(plan.strip()))
    demand(Guard.DATE_IS_AHEAD, promised_at > at)
    return replace(task.moved(State.HANDLING), plan=plan.strip(), promised_at=promised_at)


def _with_contact(task: Task, by: Actor, spoken: Spoken, at: datetime) -> Task:
    demand(Guard.CONTACT_IS_POSSIBLE, task.has_contact)
    demand(Guard.ACTOR_MAY_KNOW_WHO, not is_shielded(task, by))
    demand(Guard.REASON_IS_GIVEN, spoken.reached or bool(spoken.note.strip()))
    made = Contact(at, by.staff_id, spoken.means, spoken.reached, spoken.note.strip())
    return replace(task, contacts=(*task.contacts, made), contact_by=None)


def _begun(task: Task, limits: Limits) -> State:
    """Where work leads: handling has begun once the person was spoken with."""
    return (
        State.HANDLING if task.state is State.SIGNED and is_contacted(task, limits) else task.state
    )


def _done(given: Report, by: Actor, at: datetime) -> tuple[Measure, ...]:
    texts = (text.strip() for text in given.measures)
    return tuple(Measure(text, done_at=at, done_by=by.staff_id) for text in texts if text)


def _check_measures(given: Report, measures: tuple[Measure, ...]) -> None:
    """What helped was a measure; what is resolved leaves none to be done."""
    has_one = any(each.done_at for each in measures)
    demand(Guard.MEASURE_IS_GIVEN, has_one or given.result not in NEEDS_MEASURE)
    all_done = all(each.done_at for each in measures)
    demand(Guard.MEASURES_ARE_DONE, all_done or given.result is not Result.RESOLVED)


def _check_reason(given: Report) -> None:
    """What was not resolved is explained: in the reply, or for the file alone."""
    explained = bool(given.unresolved_reason.strip() or given.public_reply.strip())
    unresolved = given.result is Result.UNRESOLVED_EXPLAINED
    demand(Guard.UNRESOLVED_IS_EXPLAINED, explained or not unresolved)
