"""What must hold of an organisation people are at work in, beyond what holds of every file."""

from collections.abc import Iterator

from services.ledger.domain.organisation import Organisation
from services.ledger.domain.organisation_faults import Fault, faults_of


def new_faults(old: Organisation, new: Organisation) -> list[Fault]:
    """Faults that the change brings; what was wrong before stops nobody from changing other things."""
    known = {(fault.zh, fault.en) for fault in _all(old)}
    return [fault for fault in _all(new) if (fault.zh, fault.en) not in known]


def _all(organisation: Organisation) -> list[Fault]:
    return [
        *faults_of(organisation),
        *_units(organisation),
        *_staff(organisation),
        *_rules(organisation),
        *_dispatchers(organisation),
    ]


def _units(organisation: Organisation) -> Iterator[Fault]:
    """A unit is retired when nobody works there any more."""
    for index, unit in enumerate(organisation.units):
        staff = organisation.staff_of(unit.code)
        if not unit.active and staff:
            names = "、".join(person.name for person in staff)
            yield Fault(
                f"units[{index}].active",
                f"{unit.name_zh}还有人在岗：{names}。请先给他们换单位或办离岗",
                f"people still work in {unit.name_en}: {names}; move them or let them leave first",
            )


def _staff(organisation: Organisation) -> Iterator[Fault]:
    for index, person in enumerate(organisation.staff):
        if person.active and not person.roles:
            yield Fault(
                f"staff[{index}].roles",
                f"{person.name}至少要有一个岗位",
                f"{person.name} needs at least one role",
            )


def _rules(organisation: Organisation) -> Iterator[Fault]:
    """A rule leads to a unit that is at work and, where it names one, to an owner who is."""
    for index, rule in enumerate(organisation.rules):
        unit = organisation.unit_by_code.get(rule.unit_code)
        owner = organisation.staff_by_id.get(rule.owner_id or "")
        zh, en = rule.name_zh or rule.code, rule.name_en or rule.code
        if unit is not None and not unit.active:
            yield Fault(
                f"routing[{index}].unit",
                f"规则“{zh}”派给的{unit.name_zh}已停用",
                f"rule “{en}” sends to {unit.name_en}, which is inactive",
            )
        if owner is not None and not owner.active:
            yield Fault(
                f"routing[{index}].owner",
                f"规则“{zh}”指定的{owner.name}已离岗",
                f"rule “{en}” names {owner.name}, who has left",
            )
        for code in sorted(rule.categories):
            category = organisation.category_by_code.get(code)
            if category is not None and not category.active:
                yield Fault(
                    f"routing[{index}].categories",
                    f"规则“{zh}”用的类别“{category.name_zh}”已停用",
                    f"rule “{en}” names category “{category.name_en}”, which is inactive",
                )


def _dispatchers(organisation: Organisation) -> Iterator[Fault]:
    """Somebody must be left who can send tasks and change this very organisation."""
    if not any(person.active and "dispatcher" in person.roles for person in organisation.staff):
        yield Fault(
            "staff",
            "至少要留一位在岗的派单员，不然没有人能派单和管理",
            "one dispatcher at least must stay, or nobody can dispatch and administer",
        )
