"""The difference of two guides: nothing between the same, and enough to get from one to the other."""

from dataclasses import replace

from hypothesis import given

from services.ledger.domain.service_items.difference import applied, difference
from services.ledger.domain.service_items.figures import apart
from services.ledger.domain.service_items.guide import NO_GUIDE, Days, DayUnit, Fee, Guide
from services.ledger.domain.service_items.keeping import keyed
from services.ledger.domain.service_items.removals import (
    Given,
    RemovalReason,
    removals_of,
    unexplained,
)
from tests.ledger.domain.service_items.guides import GUIDES, LAW, SOUND


@given(GUIDES)
def test_a_guide_differs_in_nothing_from_itself(guide: Guide) -> None:
    assert not difference(guide, guide)


@given(GUIDES, GUIDES)
def test_applying_the_difference_gives_the_target(before: Guide, after: Guide) -> None:
    found = difference(before, after)
    assert applied(before, found) == after
    assert bool(found) == (before != after)


@given(GUIDES, GUIDES)
def test_what_goes_one_way_comes_the_other(before: Guide, after: Guide) -> None:
    forth, back = difference(before, after), difference(after, before)
    assert forth.steps.removed == back.steps.added
    assert forth.materials.added == back.materials.removed
    assert {each.after for each in forth.fees.changed} == {
        each.before for each in back.fees.changed
    }


@given(GUIDES, GUIDES)
def test_the_counts_add_up(before: Guide, after: Guide) -> None:
    found = difference(before, after).materials
    assert len(before.materials) - len(found.removed) + len(found.added) == len(after.materials)


@given(GUIDES, GUIDES)
def test_removals_are_complete_exactly_when_each_has_reason_and_basis(
    before: Guide, after: Guide
) -> None:
    found = difference(before, after)
    keys = [each.key for _, each in found.removed]
    full = {key: Given(RemovalReason.MERGED, LAW) for key in keys}
    assert unexplained(found, removals_of(found, full)) == []
    without_basis = {key: Given(RemovalReason.MERGED, " ") for key in keys}
    assert unexplained(found, removals_of(found, without_basis)) == keys


def test_a_moved_step_is_neither_removed_nor_added() -> None:
    first, second, third = SOUND.steps
    found = difference(SOUND, replace(SOUND, steps=(third, first, second))).steps
    assert (found.removed, found.added, found.changed) == ((), (), ())
    assert found.order == ("s3", "s1", "s2")


def test_figures_say_less_and_more_and_when_nothing_can_be_said() -> None:
    after = replace(
        SOUND,
        steps=SOUND.steps[:1],
        fees=(Fee("f1", "工本费", fen=1000),),
        promised=Days(5, DayUnit.CALENDAR),
        trips=0,
    )
    found = {each.name: each.less for each in apart(SOUND, after)}
    assert found == {"steps": 2, "materials": 0, "promised": None, "fen": -1000, "trips": 1}


def test_on_the_spot_compares_with_any_unit() -> None:
    after = replace(SOUND, promised=Days(0, DayUnit.CALENDAR))
    assert next(each.less for each in apart(SOUND, after) if each.name == "promised") == 10


def test_elements_without_a_key_are_recognised_by_name() -> None:
    fresh = replace(
        SOUND,
        steps=tuple(replace(step, key="") for step in reversed(SOUND.steps)),
        materials=(replace(SOUND.materials[0], key="", name_zh="承诺书"),),
    )
    found = keyed(fresh, SOUND, iter(["new"]).__next__)
    assert [step.key for step in found.steps] == ["s3", "s2", "s1"]
    assert [each.key for each in found.materials] == ["new"]


def test_the_first_snapshot_only_adds() -> None:
    found = difference(NO_GUIDE, SOUND)
    assert len(found.steps.added) == 3
    assert found.removed == ()
