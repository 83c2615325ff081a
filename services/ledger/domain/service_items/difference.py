"""The difference between two guides: what went away, came, changed. Applying it gives the target."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from services.ledger.domain.service_items.guide import (
    Element,
    Fee,
    Guide,
    Material,
    Step,
    keys_of,
)

E = TypeVar("E", bound=Element)

FACTS = (
    "legal",
    "legal_basis",
    "promised",
    "trips",
    "online_depth",
    "basis",
    "who_zh",
    "who_en",
    "where_zh",
    "where_en",
)
"""Fields of a guide that are one value each."""


@dataclass(frozen=True, slots=True)
class Changed(Generic[E]):
    """The same element before and after."""

    before: E
    after: E


@dataclass(frozen=True, slots=True)
class Changes(Generic[E]):
    """The difference of two lists of elements; `removed` in the old order, the rest in the new one."""

    removed: tuple[E, ...] = ()
    added: tuple[E, ...] = ()
    changed: tuple[Changed[E], ...] = ()
    order: tuple[str, ...] = ()
    """Keys as they stand afterwards; empty where what stays keeps its order and what is new follows."""

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed or self.order)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One value of the guide before and after."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """All that two guides differ in; false when they are the same."""

    steps: Changes[Step] = field(default_factory=Changes)
    materials: Changes[Material] = field(default_factory=Changes)
    fees: Changes[Fee] = field(default_factory=Changes)
    facts: tuple[FactChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps or self.materials or self.fees or self.facts)

    @property
    def removed(self) -> tuple[tuple[str, Element], ...]:
        """Every removed element with its kind: `step`, `material` or `fee`."""
        kinds: tuple[tuple[str, Sequence[Element]], ...] = (
            ("step", self.steps.removed),
            ("material", self.materials.removed),
            ("fee", self.fees.removed),
        )
        return tuple((kind, each) for kind, elements in kinds for each in elements)


def difference(before: Guide, after: Guide) -> Difference:
    """What leads from one guide to the other. Elements are the same where their keys are."""
    facts = ((name, getattr(before, name), getattr(after, name)) for name in FACTS)
    return Difference(
        _changes(before.steps, after.steps),
        _changes(before.materials, after.materials),
        _changes(before.fees, after.fees),
        tuple(FactChange(*fact) for fact in facts if fact[1] != fact[2]),
    )


def applied(guide: Guide, found: Difference) -> Guide:
    """The guide that the difference leads to from this one."""
    facts = {change.name: change.after for change in found.facts}
    return replace(
        guide,
        steps=_applied(guide.steps, found.steps),
        materials=_applied(guide.materials, found.materials),
        fees=_applied(guide.fees, found.fees),
        **facts,
    )


def _changes(before: Sequence[E], after: Sequence[E]) -> Changes[E]:
    old, new = {each.key: each for each in before}, keys_of(after)
    added = tuple(each for each in after if each.key not in old)
    kept = [each.key for each in before if each.key in new]
    stands = tuple(each.key for each in after)
    return Changes(
        removed=tuple(each for each in before if each.key not in new),
        added=added,
        changed=tuple(
            Changed(old[each.key], each)
            for each in after
            if each.key in old and old[each.key] != each
        ),
        order=() if [*kept, *(each.key for each in added)] == list(stands) else stands,
    )


def _applied(before: Sequence[E], changes: Changes[E]) -> tuple[E, ...]:
    gone = keys_of(changes.removed)
    found = {each.key: each for each in before if each.key not in gone}
    found |= {each.after.key: each.after for each in changes.changed}
    found |= {each.key: each for each in changes.added}
    return tuple(found[key] for key in changes.order or found)
