"""What differs between two versions of an organisation, entry by entry, for the log and for preview."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from services.ledger.domain.organisation import Category, District, Organisation, Staff, Unit
from services.ledger.domain.routing import RoutingRule

Entry = Unit | Staff | Category | District | RoutingRule
Values = Mapping[str, object]


class Section(StrEnum):
    """The kinds of entries, called as in the file; `ORDER` is that of the rules."""

    UNITS = "units"
    STAFF = "staff"
    CATEGORIES = "categories"
    DISTRICTS = "districts"
    ROUTING = "routing"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: only the fields that differ. `before` is None for a new entry, `after` for a removed one."""

    section: Section
    code: str
    before: Values | None
    after: Values | None


def changes_between(old: Organisation, new: Organisation) -> list[Change]:
    """Section by section, in the order of the new version, removed ones last; empty for no difference."""
    changes = [
        *_compared(Section.UNITS, old.units, new.units),
        *_compared(Section.STAFF, old.staff, new.staff),
        *_compared(Section.CATEGORIES, old.categories, new.categories),
        *_compared(Section.DISTRICTS, old.districts, new.districts),
        *_compared(Section.ROUTING, old.rules, new.rules),
    ]
    was, became = ([rule.code for rule in each.rules] for each in (old, new))
    if _moved(was, became):
        order = Change(Section.ORDER, "routing", {"rules": was}, {"rules": became})
        changes.append(order)
    return changes


def code_of(entry: Entry) -> str:
    """What an entry is called by others."""
    return entry.staff_id if isinstance(entry, Staff) else entry.code


def entries_of(organisation: Organisation, section: Section) -> Sequence[Entry]:
    """The entries of a section, in order; none for the order itself."""
    found: Mapping[Section, Sequence[Entry]] = {
        Section.UNITS: organisation.units,
        Section.STAFF: organisation.staff,
        Section.CATEGORIES: organisation.categories,
        Section.DISTRICTS: organisation.districts,
        Section.ROUTING: organisation.rules,
    }
    return found.get(section, ())


def values_of(entry: Entry) -> dict[str, object]:
    """Its fields as JSON has them; sets sorted."""
    return {name: _plain(value) for name, value in asdict(entry).items()}


def _compared(section: Section, old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    before = {code_of(entry): values_of(entry) for entry in old}
    after = {code_of(entry): values_of(entry) for entry in new}
    changed = [
        _change(section, code, before.get(code), became)
        for code, became in after.items()
        if before.get(code) != became
    ]
    gone = [Change(section, code, was, None) for code, was in before.items() if code not in after]
    return changed + gone


def _change(
    section: Section, code: str, was: dict[str, object] | None, became: dict[str, object]
) -> Change:
    if was is None:
        return Change(section, code, None, became)
    differ = [name for name in became if was.get(name) != became[name]]
    return Change(
        section, code, {name: was.get(name) for name in differ}, {n: became[n] for n in differ}
    )


def _moved(was: Sequence[str], became: Sequence[str]) -> bool:
    """Whether those that are in both come in another order."""
    common = set(was) & set(became)
    return [code for code in was if code in common] != [code for code in became if code in common]


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
