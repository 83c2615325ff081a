"""Loading an organisation: what the file lists is active, what it lists no more becomes inactive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from services.ledger.domain.administration.changes import Change, changes_between
from services.ledger.domain.organisation import Category, Organisation, Staff, Unit
from services.ledger.handlers.administration.organisation_events import events_of
from services.ledger.handlers.ports import OrganisationStore, Passwords
from shared.events.envelope import wrap

E = TypeVar("E", Unit, Staff, Category)
FILE = "file"
"""Who changed what came from a file, and through what."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did. `changed` counts entries that were told to the others."""

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

    Publishes: UnitListed, StaffListed, CategoryListed, DistrictListed, RoutingRuleListed, one for each
    that others would see differently.
    Repeatable: the same file again changes nothing, keeps its version and publishes nothing.
    """
    await store.lock(now)
    old = await store.read()
    new = _merged(old, listed)
    events = events_of(old, new)
    if new != replace(old, version=new.version):
        await store.write(new, now)
        await store.log(changes_between(old, new), new.version, now, FILE, FILE)
        await store.publish(
            [wrap(event, source="ledger", time=now, version=new.version) for event in events]
        )
    wanted = await store.without_password()
    missing = {who: word for who, word in demo_passwords.items() if who in wanted}
    await store.set_password_hashes(await passwords.hash_all(missing))
    return Loaded(new.version, len(events), len(missing))


async def would_change(store: OrganisationStore, listed: Organisation) -> list[Change]:
    """What loading would change, entry by entry; nothing is written."""
    old = await store.read()
    return changes_between(old, _merged(old, listed))


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
