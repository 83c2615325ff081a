"""An official keeps in touch with somebody every so many days; a gap is how long that is overdue.

Source: 挂点联系 (统战部、工商联): each firm a visit and a call a month in one city's rules.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.ledger.domain.actor import Actor
from services.ledger.domain.beside.entry import Entry, changed
from services.ledger.domain.beside.refusing import Guard, insist
from services.ledger.domain.beside.rights import acts_for
from services.ledger.domain.liaison.guards import LiaisonGuard


class PartnerKind(StrEnum):
    """Whom an official is assigned to."""

    ENTERPRISE = "enterprise"
    CHAMBER = "chamber"
    VILLAGE = "village"
    SCHOOL = "school"


class Mode(StrEnum):
    """How they were in touch."""

    VISIT = "visit"
    CALL = "call"
    MEETING = "meeting"


class LiaisonState(StrEnum):
    """Whether it still holds."""

    CURRENT = "current"
    ENDED = "ended"


class LiaisonAct(StrEnum):
    """What can be done, the likely act first."""

    CONTACT = "contact"
    HAND_OVER = "hand_over"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Entry):
    """`next_on` is the last good day for the next contact; `unit_code` is the official's unit."""

    staff_id: str
    backup_id: str | None = None
    kind: PartnerKind
    partner: str
    every_days: int
    since: date
    last_contact_on: date | None = None
    next_on: date
    contacts: int = 0
    state: LiaisonState = LiaisonState.CURRENT


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: when, how, what came up and which policies were told."""

    contact_on: date
    mode: Mode
    said: str


def offered(assignment: Assignment, by: Actor) -> tuple[LiaisonAct, ...]:
    """The official and the backup record contacts; handing over and ending is for the unit."""
    if assignment.state is LiaisonState.ENDED:
        return ()
    acts = tuple(LiaisonAct) if acts_for(by, assignment.unit_code) else (LiaisonAct.CONTACT,)
    return acts if _keeps_in_touch(assignment, by) else ()


def assign(assignment: Assignment, by: Actor) -> Assignment:
    """Somebody of the unit, or a dispatcher, assigns. Raises: NotAllowed."""
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, assignment.unit_code))
    insist(Guard.SAID_WHAT, bool(assignment.partner.strip()))
    insist(LiaisonGuard.BACKUP_IS_ANOTHER, assignment.backup_id != assignment.staff_id)
    return assignment


def contact(assignment: Assignment, by: Actor, had: Contact, today: date) -> Assignment:
    """They were in touch; one that is recorded late does not move the next one back."""
    insist(LiaisonGuard.STATE_IS_CURRENT, assignment.state is LiaisonState.CURRENT)
    insist(LiaisonGuard.ACTOR_KEEPS_IN_TOUCH, _keeps_in_touch(assignment, by))
    insist(LiaisonGuard.SAID_WHAT_CAME_UP, bool(had.said.strip()))
    insist(LiaisonGuard.CONTACT_BY_NOW, had.contact_on <= today)
    insist(LiaisonGuard.CONTACT_SINCE_IT_BEGAN, had.contact_on >= assignment.since)
    last = max(had.contact_on, assignment.last_contact_on or had.contact_on)
    return changed(
        assignment,
        last_contact_on=last,
        next_on=last + timedelta(days=assignment.every_days),
        contacts=assignment.contacts + 1,
    )


def hand_over(
    assignment: Assignment, by: Actor, to: str, unit_code: str | None, reason: str
) -> Assignment:
    """Another official, perhaps of another unit. The day of the next contact stays: a gap is inherited."""
    insist(LiaisonGuard.STATE_IS_CURRENT, assignment.state is LiaisonState.CURRENT)
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, assignment.unit_code))
    insist(LiaisonGuard.SUCCESSOR_IS_ANOTHER, to != assignment.staff_id)
    insist(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    backup = None if assignment.backup_id == to else assignment.backup_id
    return changed(assignment, staff_id=to, unit_code=unit_code, backup_id=backup)


def end(assignment: Assignment, by: Actor, reason: str) -> Assignment:
    """It is needed no more."""
    insist(LiaisonGuard.STATE_IS_CURRENT, assignment.state is LiaisonState.CURRENT)
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, assignment.unit_code))
    insist(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    return changed(assignment, state=LiaisonState.ENDED)


def days_overdue(assignment: Assignment, today: date) -> int:
    """How many days the contact is late; 0 while it is not, or once it has ended."""
    late = (today - assignment.next_on).days
    return max(late, 0) if assignment.state is LiaisonState.CURRENT else 0


def _keeps_in_touch(assignment: Assignment, by: Actor) -> bool:
    people = {assignment.staff_id, assignment.backup_id}
    return by.staff_id in people or acts_for(by, assignment.unit_code)
