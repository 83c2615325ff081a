"""Something people cannot get done, and the unit that takes it on: one unit only, by claiming or by order."""

from dataclasses import dataclass
from datetime import date, datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.beside.entry import Entry, changed
from services.ledger.domain.beside.refusing import Guard, insist
from services.ledger.domain.beside.rights import acts_for, works_at_all
from services.ledger.domain.pain_points.guards import PainGuard
from services.ledger.domain.pain_points.vocabulary import (
    Cause,
    Obstacle,
    Outcome,
    PainAct,
    PainState,
)

CLAIM_DAYS = 5
"""Calendar days in which units come forward; afterwards a supervisor says whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPoint(Entry):
    """`heard_at`: the talk it comes from, empty where it comes from a task. `step`: where it gets stuck."""

    what: str
    obstacle: Obstacle
    cause: Cause
    step: str
    heard_at: str
    task_number: str | None = None
    claim_by: date
    state: PainState = PainState.UNCLAIMED
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    progress: str = ""
    outcome: Outcome | None = None
    resolution: str = ""
    measure: int | None = None
    service_item_code: str | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """How it was resolved, and where that shows: a service measure's number or a service item's code."""

    outcome: Outcome
    words: str
    measure: int | None = None
    service_item_code: str | None = None


def offered(point: PainPoint, by: Actor, today: date) -> tuple[PainAct, ...]:
    """What the actor may do now; nothing once it is resolved."""
    if point.state is PainState.CLAIMED and acts_for(by, point.unit_code):
        return PainAct.RESOLVE, PainAct.PROGRESS
    if point.state is not PainState.UNCLAIMED:
        return ()
    claims = acts_for(by, by.unit_code)
    assigns = _assigns(by) and today > point.claim_by
    acts = [(PainAct.CLAIM, claims), (PainAct.ASSIGN, assigns)]
    return tuple(act for act, may in acts if may)


def enter(point: PainPoint, by: Actor) -> PainPoint:
    """Everybody who works here may say what does not work. Raises: NotAllowed."""
    insist(PainGuard.ACTOR_TAKES_PART, works_at_all(by))
    insist(Guard.SAID_WHAT, bool(point.what.strip()))
    insist(PainGuard.HEARD_SOMEWHERE, bool(point.heard_at.strip() or point.task_number))
    return point


def claim(point: PainPoint, by: Actor, unit_code: str, at: datetime) -> PainPoint:
    """A unit comes forward."""
    insist(PainGuard.STATE_IS_UNCLAIMED, point.state is PainState.UNCLAIMED)
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, unit_code))
    return _given(point, by, unit_code, at)


def assign(point: PainPoint, by: Actor, unit_code: str, at: datetime, today: date) -> PainPoint:
    """Nobody came forward in time: a supervisor or a dispatcher says whose it is."""
    insist(PainGuard.STATE_IS_UNCLAIMED, point.state is PainState.UNCLAIMED)
    insist(PainGuard.ACTOR_ASSIGNS, _assigns(by))
    insist(PainGuard.STATE_CLAIM_TIME_IS_OVER, today > point.claim_by)
    return _given(point, by, unit_code, at)


def progress(point: PainPoint, by: Actor, words: str) -> PainPoint:
    """How far it is, the latest words kept with it and all of them in its history."""
    _check_claimed(point, by)
    insist(PainGuard.PROGRESS_IS_SAID, bool(words.strip()))
    return changed(point, progress=words.strip())


def resolve(point: PainPoint, by: Actor, found: Resolution, at: datetime) -> PainPoint:
    """It can be done now, or everybody knows why not, and it shows somewhere."""
    _check_claimed(point, by)
    insist(PainGuard.OUTCOME_IS_SAID, bool(found.words.strip()))
    linked = found.measure is not None or found.service_item_code is not None
    insist(PainGuard.LINK_IS_GIVEN, linked)
    return changed(
        point,
        state=PainState.RESOLVED,
        outcome=found.outcome,
        resolution=found.words.strip(),
        measure=found.measure,
        service_item_code=found.service_item_code,
        resolved_at=at,
    )


def _assigns(by: Actor) -> bool:
    return by.has("supervisor", "dispatcher")


def _given(point: PainPoint, by: Actor, unit_code: str, at: datetime) -> PainPoint:
    return changed(
        point,
        state=PainState.CLAIMED,
        unit_code=unit_code,
        claimed_by=by.staff_id,
        claimed_at=at,
    )


def _check_claimed(point: PainPoint, by: Actor) -> None:
    insist(PainGuard.STATE_IS_CLAIMED, point.state is PainState.CLAIMED)
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, point.unit_code))
