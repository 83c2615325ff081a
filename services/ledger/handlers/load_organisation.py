"""Loading an organisation: what the file lists is active, what it lists no more becomes inactive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from services.ledger.domain.organisation import Category, Organisation, Staff, Unit
from services.ledger.handlers.ports import OrganisationStore, Passwords
from shared.events.envelope import Event, wrap
from shared.events.ledger import CategoryListed, StaffListed, UnitListed

E = TypeVar("E", Unit, Staff, Category)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did. `changed` counts units, staff and categories that were told to the others."""

    version: int
    changed: int
    passwords_set: int


async def load_organisation(
    store: OrganisationStore,
    passwords: Passwords,
    listed: Organisation,
    demo_passwords: Mapping[str, str],
    now: datetime,
) -> Loaded:
    """Make the organisation the listed one, in the store's transaction.

    Publishes: UnitListed, StaffListed, CategoryListed, one for each that others would see differently.
    Repeatable: the same file again changes nothing, keeps its version and publishes nothing.
    """
    await store.lock(now)
    old = await store.read()
    new = _merged(old, listed)
    events = _changes(old, new)
    if new != replace(old, version=new.version):
        await store.write(new, now)
        await store.publish(
            [wrap(event, source="ledger", time=now, version=new.version) for event in events]
        )
    wanted = await store.without_password()
    missing = {who: word for who, word in demo_passwords.items() if who in wanted}
    await store.set_password_hashes(await passwords.hash_all(missing))
    return Loaded(new.version, len(events), len(missing))


def _merged(old: Organisation, listed: Organisation) -> Organisation:
    """The listed organisation with those of the old one that it does not list, inactive.

    Its version is the next one if anything differs.
    """
    new = replace(
        listed,
        version=old.version,
        units=_with_retired(old.units, listed.units, lambda unit: unit.code),
        staff=_with_retired(old.staff, listed.staff, lambda person: person.staff_id),
        categories=_with_retired(old.categories, listed.categories, lambda each: each.code),
    )
    return new if new == old else replace(new, version=old.version + 1)


def _with_retired(old: Sequence[E], listed: Sequence[E], code_of: Callable[[E], str]) -> list[E]:
    present = {code_of(entry) for entry in listed}
    retired: list[E] = [
        replace(entry, active=False) for entry in old if code_of(entry) not in present
    ]
    return list(listed) + retired


def _changes(old: Organisation, new: Organisation) -> list[Event]:
    """Events of entries that look different from outside: units, then staff, then categories."""
    before = {*map(_unit, old.units), *map(_person, old.staff), *map(_category, old.categories)}
    after = [*map(_unit, new.units), *map(_person, new.staff), *map(_category, new.categories)]
    return [event for event in after if event not in before]


def _unit(unit: Unit) -> Event:
    return UnitListed(
        unit_code=unit.code, name_zh=unit.name_zh, name_en=unit.name_en, active=unit.active
    )


def _person(person: Staff) -> Event:
    return StaffListed(
        staff_id=person.staff_id,
        name=person.name,
        unit_code=person.unit_code,
        roles=person.roles,
        email=person.email,
        transports=person.transports,
        language=person.language,
        active=person.active,
    )


def _category(category: Category) -> Event:
    return CategoryListed(
        category_code=category.code,
        name_zh=category.name_zh,
        name_en=category.name_en,
        parent_code=category.parent_code,
        active=category.active,
    )
