"""What can be wrong with an organisation as a whole: each fault with its path, in plain words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.ledger.domain.organisation import HANDLES, Organisation, ancestors


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong. `path` is that of the entry, such as `staff[3].unit`."""

    path: str
    zh: str
    en: str


def faults_of(organisation: Organisation) -> list[Fault]:
    """Every fault, in the order of the file's sections; empty for a sound organisation."""
    return [
        *_units(organisation),
        *_staff(organisation),
        *_categories(organisation),
        *_repeated("districts", [district.code for district in organisation.districts]),
        *_rules(organisation),
    ]


def _units(organisation: Organisation) -> Iterator[Fault]:
    units = organisation.units
    yield from _repeated("units", [unit.code for unit in units])
    yield from _tree("units", [(unit.code, unit.parent_code) for unit in units], "单位", "unit")


def _categories(organisation: Organisation) -> Iterator[Fault]:
    categories = organisation.categories
    yield from _repeated("categories", [category.code for category in categories])
    pairs = [(category.code, category.parent_code) for category in categories]
    yield from _tree("categories", pairs, "类别", "category")


def _staff(organisation: Organisation) -> Iterator[Fault]:
    yield from _repeated("staff", [person.staff_id for person in organisation.staff], key="id")
    for index, person in enumerate(organisation.staff):
        if person.unit_code is not None and person.unit_code not in organisation.unit_by_code:
            yield _unknown(f"staff[{index}].unit", "单位", "unit", person.unit_code)
        if person.unit_code is None and not {HANDLES, "unit_head"}.isdisjoint(person.roles):
            yield Fault(
                f"staff[{index}].unit",
                f"{person.name}是责任人或单位负责人，必须写明所在单位",
                f"{person.name} owns tasks or heads a unit, so the unit must be named",
            )
        yield from _all_known(
            f"staff[{index}].categories",
            person.categories,
            organisation.category_by_code,
            "类别",
            "category",
        )


def _rules(organisation: Organisation) -> Iterator[Fault]:
    yield from _repeated("routing", [rule.code for rule in organisation.rules])
    districts = {district.code for district in organisation.districts}
    for index, rule in enumerate(organisation.rules):
        path = f"routing[{index}]"
        if rule.unit_code not in organisation.unit_by_code:
            yield _unknown(f"{path}.unit", "单位", "unit", rule.unit_code)
        if rule.owner_id is not None:
            yield from _owner(organisation, f"{path}.owner", rule.unit_code, rule.owner_id)
        known = organisation.category_by_code
        yield from _all_known(f"{path}.categories", rule.categories, known, "类别", "category")
        yield from _all_known(f"{path}.districts", rule.districts, districts, "区域", "district")


def _owner(organisation: Organisation, path: str, unit: str, owner: str) -> Iterator[Fault]:
    person = organisation.staff_by_id.get(owner)
    if person is None:
        yield _unknown(path, "人员", "member of staff", owner)
    elif person.unit_code != unit:
        yield Fault(
            path, f"{person.name}不在单位“{unit}”", f"{person.name} does not work in “{unit}”"
        )


def _tree(
    section: str, pairs: Sequence[tuple[str, str | None]], zh: str, en: str
) -> Iterator[Fault]:
    """Parents that are unknown, and circles; a circle is told once, at its first entry."""
    parents = dict(pairs)
    told: set[str] = set()
    for index, (code, parent) in enumerate(pairs):
        path = f"{section}[{index}].parent"
        if parent is None:
            continue
        if parent not in parents:
            yield _unknown(path, zh, en, parent)
            continue
        chain = list(ancestors(code, parents))
        if parents[chain[-1]] == code and code not in told:
            told.update(chain)
            circle = " → ".join([*chain, code])
            yield Fault(path, f"上级关系成了环：{circle}", f"the parents form a circle: {circle}")


def _repeated(section: str, codes: Sequence[str], *, key: str = "code") -> Iterator[Fault]:
    counts = Counter(codes)
    seen: set[str] = set()
    for index, code in enumerate(codes):
        if counts[code] > 1 and code in seen:
            path = f"{section}[{index}].{key}"
            yield Fault(path, f"“{code}”前面已经用过", f"“{code}” is used already")
        seen.add(code)


def _all_known(
    path: str, codes: Iterable[str], known: Mapping[str, object] | set[str], zh: str, en: str
) -> Iterator[Fault]:
    for code in sorted(codes):
        if code not in known:
            yield _unknown(path, zh, en, code)


def _unknown(path: str, zh: str, en: str, code: str) -> Fault:
    return Fault(path, f"没有{zh}“{code}”", f"there is no {en} “{code}”")
