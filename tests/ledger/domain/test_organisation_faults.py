"""What can be wrong with an organisation, said with its path in plain words."""

from dataclasses import replace

from services.ledger.domain.organisation import Category, District, Organisation, Staff, Unit
from services.ledger.domain.organisation_faults import faults_of
from services.ledger.domain.routing import RoutingRule

SOUND = Organisation(
    units=[Unit("a", "甲局", "A"), Unit("b", "乙局", "B", parent_code="a")],
    staff=[Staff("li", "李", "a", ("owner",)), Staff("wu", "吴", None, ("auditor",))],
    categories=[Category("c", "类", "C"), Category("d", "细类", "D", parent_code="c")],
    districts=[District("e", "区", "E")],
    rules=[RoutingRule("r", "a", "li", categories=frozenset({"d"}), districts=frozenset({"e"}))],
)


def told(organisation: Organisation) -> list[tuple[str, str]]:
    return [(fault.path, fault.en) for fault in faults_of(organisation)]


def test_a_sound_organisation_has_no_faults() -> None:
    assert told(SOUND) == []


def test_unknown_references_are_named_where_they_stand() -> None:
    rule = RoutingRule("r", "zz", "nobody", categories=frozenset({"x"}), districts=frozenset({"y"}))
    broken = replace(SOUND, rules=[rule], staff=[Staff("li", "李", "q", ("owner",))])
    assert told(broken) == [
        ("staff[0].unit", "there is no unit “q”"),
        ("routing[0].unit", "there is no unit “zz”"),
        ("routing[0].owner", "there is no member of staff “nobody”"),
        ("routing[0].categories", "there is no category “x”"),
        ("routing[0].districts", "there is no district “y”"),
    ]


def test_an_owner_has_to_work_where_the_rule_sends() -> None:
    broken = replace(SOUND, rules=[RoutingRule("r", "b", "li")])
    assert told(broken) == [("routing[0].owner", "李 does not work in “b”")]


def test_a_circle_is_told_once() -> None:
    units = [Unit("x", "x", "x", "a"), Unit("a", "a", "a", "b"), Unit("b", "b", "b", "a")]
    broken = replace(SOUND, units=units)
    assert told(broken) == [("units[1].parent", "the parents form a circle: a → b → a")]


def test_a_category_that_is_its_own_parent_is_a_circle() -> None:
    broken = replace(
        SOUND, categories=[Category("c", "类", "C", "c"), Category("d", "d", "D", "c")]
    )
    assert told(broken) == [("categories[0].parent", "the parents form a circle: c → c")]


def test_a_code_is_used_once() -> None:
    broken = replace(SOUND, units=[*SOUND.units, Unit("a", "又", "again")])
    assert told(broken) == [("units[2].code", "“a” is used already")]


def test_who_handles_tasks_has_a_unit() -> None:
    broken = replace(SOUND, staff=[*SOUND.staff, Staff("he", "何", None, ("owner",))])
    assert [path for path, _ in told(broken)] == ["staff[2].unit"]
