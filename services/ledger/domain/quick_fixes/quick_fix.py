"""A problem that one unit mends within days: found, in hand, mended. Source: 快查快改清单."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.ledger.domain.actor import Actor
from services.ledger.domain.beside.entry import Entry, changed
from services.ledger.domain.beside.refusing import Guard, insist
from services.ledger.domain.beside.rights import acts_for
from services.ledger.domain.quick_fixes.guards import QuickFixGuard

LONGEST_DAYS = 7
"""Whatever takes longer is a task and not a quick fix; calendar days."""


class QuickFixState(StrEnum):
    """The three columns of the board."""

    FOUND = "found"
    IN_HAND = "in_hand"
    MENDED = "mended"


class QuickFixAct(StrEnum):
    """What can be done with one that was found, the likely act first."""

    TAKE = "take"
    MEND = "mend"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickFix(Entry):
    """`found_by` is a way of finding (走访, 热线), never a name. `due_on` is the last good day."""

    what: str
    place: str
    found_by: str
    found_on: date
    due_on: date
    owner_id: str | None = None
    task_number: str | None = None
    state: QuickFixState = QuickFixState.FOUND
    proof: str = ""
    mended_by: str | None = None
    mended_at: datetime | None = None


_STATE_FOR: Mapping[QuickFixAct, tuple[QuickFixGuard, frozenset[QuickFixState]]] = {
    QuickFixAct.TAKE: (
        QuickFixGuard.STATE_IS_OPEN,
        frozenset({QuickFixState.FOUND, QuickFixState.IN_HAND}),
    ),
    QuickFixAct.MEND: (QuickFixGuard.STATE_IS_IN_HAND, frozenset({QuickFixState.IN_HAND})),
    QuickFixAct.REOPEN: (QuickFixGuard.STATE_IS_MENDED, frozenset({QuickFixState.MENDED})),
}


def offered(fix: QuickFix, by: Actor) -> tuple[QuickFixAct, ...]:
    """What the actor may do now; mending first where it is in hand, nothing for who looks on."""
    if not acts_for(by, fix.unit_code):
        return ()
    acts = tuple(act for act, (_, states) in _STATE_FOR.items() if fix.state in states)
    return acts[::-1]


def enter(fix: QuickFix, by: Actor, today: date) -> QuickFix:
    """Put it on the board, in the column `found`.

    Raises: NotAllowed.
    """
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, fix.unit_code))
    insist(Guard.SAID_WHAT, bool(fix.what.strip()))
    insist(QuickFixGuard.PLACE_IS_GIVEN, bool(fix.place.strip()))
    insist(QuickFixGuard.FINDER_IS_GIVEN, bool(fix.found_by.strip()))
    insist(QuickFixGuard.FOUND_BY_NOW, fix.found_on <= today)
    insist(QuickFixGuard.DUE_IS_AHEAD, fix.due_on >= today)
    insist(QuickFixGuard.DUE_WITHIN_DAYS, fix.due_on <= today + timedelta(days=LONGEST_DAYS))
    return fix


def take(fix: QuickFix, by: Actor, owner_id: str) -> QuickFix:
    """Somebody of the unit has it in hand; taking it again hands it to another."""
    _check(QuickFixAct.TAKE, fix, by)
    insist(QuickFixGuard.OWNER_IS_ANOTHER, fix.owner_id != owner_id or fix.state == "found")
    return changed(fix, owner_id=owner_id, state=QuickFixState.IN_HAND)


def mend(fix: QuickFix, by: Actor, proof: str, at: datetime) -> QuickFix:
    """Done, with words that others can check: what was done, where the photo or paper is."""
    _check(QuickFixAct.MEND, fix, by)
    insist(QuickFixGuard.PROOF_IS_GIVEN, bool(proof.strip()))
    state = QuickFixState.MENDED
    return changed(fix, state=state, proof=proof.strip(), mended_by=by.staff_id, mended_at=at)


def reopen(fix: QuickFix, by: Actor, reason: str) -> QuickFix:
    """It was not mended after all: back in hand, with its first day due, which may have passed."""
    _check(QuickFixAct.REOPEN, fix, by)
    insist(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    return changed(fix, state=QuickFixState.IN_HAND, proof="", mended_by=None, mended_at=None)


def _check(act: QuickFixAct, fix: QuickFix, by: Actor) -> None:
    guard, states = _STATE_FOR[act]
    insist(guard, fix.state in states)
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, fix.unit_code))
