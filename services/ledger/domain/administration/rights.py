"""Who may change what: the hotline centre everything, the head of a unit its staff."""

from collections.abc import Sequence
from enum import StrEnum

from services.ledger.domain.actor import Actor
from services.ledger.domain.administration.changes import Change, Section
from services.ledger.domain.organisation import Organisation, Staff

A_HEAD_GIVES = frozenset({"owner", "unit_head"})
"""Roles within a unit; those for the whole city are given by the centre."""
READERS = ("dispatcher", "auditor")
"""Roles that read the log of changes."""


class Reason(StrEnum):
    """Why somebody may not."""

    NOBODY = "nobody"
    ONLY_STAFF = "only_staff"
    OTHER_UNIT = "other_unit"
    CITY_ROLES = "city_roles"
    NOT_FOR_THEM = "not_for_them"


class Forbidden(Exception):
    """Somebody else has to make this change."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def administers(actor: Actor, person: Staff | None = None) -> bool:
    """Whether the actor may change anything at all; with a person, that one's entry."""
    if actor.has("dispatcher"):
        return True
    if person is None:
        return actor.has("unit_head") and actor.unit_code is not None
    return actor.heads(person.unit_code)


def check_may_give_code(actor: Actor, person: Staff) -> None:
    """Raise `Forbidden` unless the actor may let somebody set a new password, and so sign in.

    Never oneself: a code asks for no old password. A head not for somebody with a role for the city.
    """
    able = administers(actor, person) and person.active and actor.staff_id != person.staff_id
    if not able:
        raise Forbidden(Reason.NOT_FOR_THEM)
    if not actor.has("dispatcher") and set(person.roles) - A_HEAD_GIVES:
        raise Forbidden(Reason.CITY_ROLES)


def may_give_code(actor: Actor, person: Staff) -> bool:
    """Whether `check_may_give_code` lets them."""
    try:
        check_may_give_code(actor, person)
    except Forbidden:
        return False
    return True


def check_rights(
    actor: Actor, old: Organisation, new: Organisation, changes: Sequence[Change]
) -> None:
    """Raise `Forbidden` unless the actor may make every one of the changes."""
    if actor.has("dispatcher"):
        return
    if not administers(actor):
        raise Forbidden(Reason.NOBODY)
    for change in changes:
        if change.section is Section.ROUTING:
            _check_rule(actor, new, change)
        elif change.section is not Section.STAFF:
            raise Forbidden(Reason.ONLY_STAFF)
        else:
            _check_person(actor, old.staff_by_id.get(change.code), new.staff_by_id[change.code])


def _check_rule(actor: Actor, new: Organisation, change: Change) -> None:
    """Whom of the own unit a rule names is the head's business."""
    rule = next((rule for rule in new.rules if rule.code == change.code), None)
    only_owner = change.before is not None and set(change.before) == {"owner_id"}
    if rule is None or not only_owner:
        raise Forbidden(Reason.ONLY_STAFF)
    if not actor.heads(rule.unit_code):
        raise Forbidden(Reason.OTHER_UNIT)


def _check_person(actor: Actor, before: Staff | None, after: Staff) -> None:
    units = {after.unit_code, before.unit_code if before else after.unit_code}
    if units != {actor.unit_code}:
        raise Forbidden(Reason.OTHER_UNIT)
    had = set(before.roles) if before else set()
    if (had ^ set(after.roles)) - A_HEAD_GIVES:
        raise Forbidden(Reason.CITY_ROLES)
    if before and before.active != after.active and had - A_HEAD_GIVES:
        raise Forbidden(Reason.CITY_ROLES)
