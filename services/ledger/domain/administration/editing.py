"""Edits of an organisation: each gives the next organisation, not checked as a whole yet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from services.ledger.domain.administration.changes import Entry, Section, code_of
from services.ledger.domain.organisation import Category, District, Organisation, Staff, Unit
from services.ledger.domain.routing import RoutingRule

Edit = Callable[[Organisation], Organisation]
E = TypeVar("E", Unit, Staff, Category, District, RoutingRule)


class NoSuchEntry(Exception):
    """There is no entry of that code."""


def adding(entry: Entry, place: int | None = None) -> Edit:
    """A new entry at the end; a rule at its place, counted from 1. A code used before is a fault."""
    return lambda organisation: _put(organisation, entry, place, replaces=False)


def changing(entry: Entry, place: int | None = None) -> Edit:
    """An entry in the place of the one of its code. Raises `NoSuchEntry`."""
    return lambda organisation: _put(organisation, entry, place, replaces=True)


def removing(section: Section, code: str) -> Edit:
    """Without a district or a rule; a unit, a person or a category becomes inactive instead."""
    return lambda organisation: _without(organisation, section, code)


def leaving(staff_id: str, successor_id: str | None) -> Edit:
    """The person is inactive, and rules that named them name the successor or leave it to the turns."""
    return lambda organisation: _left(organisation, staff_id, successor_id)


def _put(
    organisation: Organisation, entry: Entry, place: int | None, *, replaces: bool
) -> Organisation:
    match entry:
        case Unit():
            return replace(organisation, units=_with(organisation.units, entry, replaces))
        case Staff():
            return replace(organisation, staff=_with(organisation.staff, entry, replaces))
        case Category():
            among = _with(organisation.categories, entry, replaces)
            return replace(organisation, categories=among)
        case District():
            return replace(organisation, districts=_with(organisation.districts, entry, replaces))
        case RoutingRule():
            rules = _with(organisation.rules, entry, replaces)
            return replace(organisation, rules=_placed(rules, entry, place))


def _with(entries: Sequence[E], entry: E, replaces: bool) -> list[E]:
    if not replaces:
        return list(entries) + [entry]  # noqa: RUF005 - which mypy understands
    if all(code_of(each) != code_of(entry) for each in entries):
        raise NoSuchEntry(code_of(entry))
    return [entry if code_of(each) == code_of(entry) else each for each in entries]


def _placed(
    rules: Sequence[RoutingRule], rule: RoutingRule, place: int | None
) -> list[RoutingRule]:
    """The rule at that place, counted from 1; beyond the end is last, None leaves it where it is."""
    if place is None:
        return list(rules)
    others = list(rules)
    others.remove(rule)
    others.insert(max(place, 1) - 1, rule)
    return others


def _without(organisation: Organisation, section: Section, code: str) -> Organisation:
    match section:
        case Section.DISTRICTS:
            kept = [each for each in organisation.districts if each.code != code]
            return replace(organisation, districts=kept)
        case Section.ROUTING:
            rules = [each for each in organisation.rules if each.code != code]
            return replace(organisation, rules=rules)
    found: dict[Section, Unit | Staff | Category | None] = {
        Section.UNITS: organisation.unit_by_code.get(code),
        Section.STAFF: organisation.staff_by_id.get(code),
        Section.CATEGORIES: organisation.category_by_code.get(code),
    }
    entry = found.get(section)
    if entry is None:
        raise NoSuchEntry(code)
    return _put(organisation, replace(entry, active=False), None, replaces=True)


def _left(organisation: Organisation, staff_id: str, successor_id: str | None) -> Organisation:
    person = organisation.staff_by_id.get(staff_id)
    if person is None:
        raise NoSuchEntry(staff_id)
    gone = _put(organisation, replace(person, active=False), None, replaces=True)
    successor = organisation.staff_by_id.get(successor_id or "")
    unit = successor.unit_code if successor else None
    rules = [
        replace(rule, owner_id=successor_id if rule.unit_code == unit else None)
        if rule.owner_id == staff_id
        else rule
        for rule in organisation.rules
    ]
    return replace(gone, rules=rules)
