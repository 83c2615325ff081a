"""Who there is to do the work: units, staff, categories, districts, routing rules, as one snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from services.ledger.domain.routing import Lineage, Router, RoutingRule

HANDLES = "owner"
"""The role whose holders take turns."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An office that tasks are sent to."""

    code: str
    name_zh: str
    name_en: str
    parent_code: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works here. `unit_code` None: for the city as a whole."""

    staff_id: str
    name: str
    unit_code: str | None = None
    roles: tuple[str, ...] = ()
    email: str | None = None
    transports: tuple[str, ...] = ()
    language: str = "zh"
    takes_turns: bool = True
    active: bool = True
    categories: tuple[str, ...] = ()
    """Categories the roles are held for, each with those below it; none: all."""


@dataclass(frozen=True, slots=True)
class Category:
    """What a complaint is about; categories stand under others."""

    code: str
    name_zh: str
    name_en: str
    parent_code: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class District:
    """A part of the city."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Organisation:
    """Everything of one version, in the order of its file. Inactive ones stay: tasks refer to them."""

    version: int = 0
    name_zh: str = ""
    name_en: str = ""
    units: Sequence[Unit] = ()
    staff: Sequence[Staff] = ()
    categories: Sequence[Category] = ()
    districts: Sequence[District] = ()
    rules: Sequence[RoutingRule] = field(default=())

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Units by code, inactive ones included."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def staff_by_id(self) -> Mapping[str, Staff]:
        """Staff by id, inactive ones included."""
        return {person.staff_id: person for person in self.staff}

    @cached_property
    def category_by_code(self) -> Mapping[str, Category]:
        """Categories by code, inactive ones included."""
        return {category.code: category for category in self.categories}

    @cached_property
    def lineage(self) -> Lineage:
        """For each category itself and all above it. The categories have no cycle."""
        parents = {category.code: category.parent_code for category in self.categories}
        return {code: frozenset(ancestors(code, parents)) for code in parents}

    @cached_property
    def router(self) -> Router:
        """The routing rules, ready to be asked."""
        return Router(self.rules, self.lineage)

    @cached_property
    def turns(self) -> Mapping[str, tuple[str, ...]]:
        """For each unit the ids of those who take turns, in order; units without any are absent."""
        found: dict[str, list[str]] = {}
        for person in self.staff:
            if (
                person.active
                and person.takes_turns
                and person.unit_code
                and HANDLES in person.roles
            ):
                found.setdefault(person.unit_code, []).append(person.staff_id)
        return {unit: tuple(staff) for unit, staff in found.items()}

    def below(self, category_code: str) -> frozenset[str]:
        """A category and all below it; the code alone when it is unknown."""
        below = {code for code, line in self.lineage.items() if category_code in line}
        return frozenset(below | {category_code})

    def categories_of(self, person: Staff) -> frozenset[str] | None:
        """What the person's roles are limited to, those below included; None: nothing."""
        if not person.categories:
            return None
        return frozenset().union(*map(self.below, person.categories))

    def staff_of(self, unit_code: str) -> list[Staff]:
        """Active staff of a unit, in order."""
        return [each for each in self.staff if each.active and each.unit_code == unit_code]


def ancestors(code: str, parents: Mapping[str, str | None]) -> Iterable[str]:
    """A code and those above it, nearest first; stops where a cycle would begin."""
    seen: set[str] = set()
    current: str | None = code
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current)
