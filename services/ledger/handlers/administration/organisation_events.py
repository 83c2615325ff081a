"""The events that tell others how the organisation differs from the version before."""

from collections.abc import Iterable

from services.ledger.domain.organisation import Category, District, Organisation, Staff, Unit
from services.ledger.domain.routing import RoutingRule
from shared.events.directory import DistrictListed, RoutingRuleListed
from shared.events.envelope import Event
from shared.events.ledger import CategoryListed, StaffListed, UnitListed


def events_of(old: Organisation, new: Organisation) -> list[Event]:
    """Entries that look different from outside, units first; removed ones last, as inactive."""
    before, after = list(_all(old)), list(_all(new))
    known = set(before)
    present = {(event.TYPE, event.aggregate_id()) for event in after}
    gone = [event for event in before if (event.TYPE, event.aggregate_id()) not in present]
    changed = [event for event in after if event not in known]
    return [*changed, *(event.model_copy(update={"active": False}) for event in gone)]


def _all(organisation: Organisation) -> Iterable[Event]:
    yield from map(_unit, organisation.units)
    yield from map(_person, organisation.staff)
    yield from map(_category, organisation.categories)
    yield from map(_district, organisation.districts)
    for place, rule in enumerate(organisation.rules, start=1):
        yield _rule(rule, place)


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


def _district(district: District) -> Event:
    return DistrictListed(
        district_code=district.code, name_zh=district.name_zh, name_en=district.name_en
    )


def _rule(rule: RoutingRule, place: int) -> Event:
    return RoutingRuleListed(
        rule_code=rule.code,
        place=place,
        name_zh=rule.name_zh,
        name_en=rule.name_en,
        unit_code=rule.unit_code,
        owner_id=rule.owner_id,
        service_items=tuple(sorted(rule.service_items)),
        categories=tuple(sorted(rule.categories)),
        districts=tuple(sorted(rule.districts)),
        keywords=rule.keywords,
    )
