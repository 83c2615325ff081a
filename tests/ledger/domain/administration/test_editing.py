"""Edits, what differs after them, and what has to hold of the organisation then."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from services.ledger.domain.actor import Actor
from services.ledger.domain.administration.changes import Section, changes_between
from services.ledger.domain.administration.editing import (
    NoSuchEntry,
    adding,
    changing,
    leaving,
    removing,
)
from services.ledger.domain.administration.handover import heir
from services.ledger.domain.administration.rights import Forbidden, Reason, check_rights
from services.ledger.domain.administration.standing_faults import new_faults
from services.ledger.domain.organisation import Category, District, Organisation, Staff, Unit
from services.ledger.domain.routing import RoutingRule, Turns

CITY = Organisation(
    version=1,
    units=[Unit("market", "市场局", "Market"), Unit("police", "公安局", "Police")],
    staff=[
        Staff("chen", "陈", "market", ("dispatcher",)),
        Staff("zhang", "张", "market", ("owner",)),
        Staff("zhao", "赵", "market", ("unit_head",)),
        Staff("he", "何", "police", ("owner",)),
    ],
    categories=[Category("food", "食品", "Food")],
    districts=[District("east", "东区", "East")],
    rules=[
        RoutingRule("first", "market", owner_id="zhang", categories=frozenset({"food"})),
        RoutingRule("second", "police", districts=frozenset({"east"})),
    ],
)
HEAD = Actor("zhao", "market", frozenset({"unit_head"}))


def person(staff_id: str, **changes: object) -> Staff:
    return replace(CITY.staff_by_id[staff_id], **changes)  # type: ignore[arg-type]  # of a test


def test_a_change_names_only_the_fields_that_differ() -> None:
    new = changing(person("zhang", name="章"))(CITY)
    [change] = changes_between(CITY, new)
    assert (change.section, change.code) == (Section.STAFF, "zhang")
    assert (change.before, change.after) == ({"name": "张"}, {"name": "章"})


def test_a_rule_that_moves_is_one_change_of_the_order() -> None:
    [change] = changes_between(CITY, changing(CITY.rules[1], 1)(CITY))
    assert change.section is Section.ORDER
    assert change.after == {"rules": ["second", "first"]}


@pytest.mark.parametrize(("place", "order"), [(1, "nab"), (2, "anb"), (3, "abn"), (99, "abn")])
def test_a_new_rule_comes_to_its_place(place: int, order: str) -> None:
    new = adding(RoutingRule("new", "police"), place)(CITY)
    names = {"first": "a", "second": "b", "new": "n"}
    assert "".join(names[rule.code] for rule in new.rules) == order


def test_what_is_not_there_cannot_be_changed() -> None:
    for edit in (changing(Unit("parks", "园林", "Parks")), leaving("nobody", None)):
        with pytest.raises(NoSuchEntry):
            edit(CITY)


def test_a_rule_follows_its_owner_to_a_successor_of_its_unit_only() -> None:
    assert leaving("zhang", "zhao")(CITY).rules[0].owner_id == "zhao"
    assert leaving("zhang", "he")(CITY).rules[0].owner_id is None
    assert leaving("zhang", None)(CITY).rules[0].owner_id is None


def test_who_takes_over_is_the_successor_of_the_unit_then_the_turns_then_a_head() -> None:
    gone = leaving("zhang", None)(CITY)
    assert heir("market", "zhao", gone, Turns()) == "zhao"
    assert heir("police", "zhao", gone, Turns()) == "he"
    assert heir("market", None, gone, Turns()) == "zhao"
    assert heir("market", "zhao", CITY, Turns(), recused=("zhao",)) == "zhang"
    assert heir("nowhere", None, gone, Turns()) is None


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (removing(Section.UNITS, "police"), "units[1].active"),
        (removing(Section.STAFF, "zhang"), "routing[0].owner"),
        (removing(Section.STAFF, "chen"), "staff"),
        (removing(Section.CATEGORIES, "food"), "routing[0].categories"),
        (removing(Section.DISTRICTS, "east"), "routing[1].districts"),
        (changing(Unit("market", "市场局", "Market", parent_code="market")), "units[0].parent"),
    ],
)
def test_a_change_that_breaks_something_says_where(edit: object, path: str) -> None:
    assert callable(edit)
    assert path in [fault.path for fault in new_faults(CITY, edit(CITY))]


def test_what_was_wrong_before_stops_nobody_from_changing_other_things() -> None:
    unsound = replace(CITY, rules=[replace(CITY.rules[0], owner_id="nobody")])
    assert new_faults(unsound, changing(person("he", name="和"))(unsound)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (person("zhang", name="章"), None),
        (person("zhang", roles=("owner", "unit_head")), None),
        (person("zhang", roles=("owner", "supervisor")), Reason.CITY_ROLES),
        (person("chen", active=False), Reason.CITY_ROLES),
        (person("chen", roles=()), Reason.CITY_ROLES),
        (person("zhang", unit_code="police"), Reason.OTHER_UNIT),
        (person("he", unit_code="market"), Reason.OTHER_UNIT),
    ],
)
def test_a_head_looks_after_the_own_units_staff(changed: Staff, reason: Reason | None) -> None:
    new = changing(changed)(CITY)
    expected = pytest.raises(Forbidden, match=f"^{reason}$") if reason else nullcontext()
    with expected:
        check_rights(HEAD, CITY, new, changes_between(CITY, new))
