"""Rights by role, unit and category: the whole matrix, walked; and the page that tells of it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product

import pytest

from services.ledger.domain.guards import AUTHORITY, Guard, Refused
from services.ledger.domain.permissions import conditions_of
from services.ledger.domain.scope import CITY_WIDE, is_shielded, may_see
from services.ledger.domain.task import Action, Actor, State, Task, allowed, check
from tests.ledger.domain.rights_table import HELPS, LEAD, OTHER, PAGE, page, tasks

ROLES = ("dispatcher", "owner", "unit_head", "supervisor", "auditor")
SUBSETS = [
    frozenset(some)
    for some in chain.from_iterable(combinations(ROLES, size) for size in range(len(ROLES) + 1))
]
UNITS = (None, LEAD, HELPS, OTHER)
CATEGORIES = (None, frozenset({"city-lighting"}), frozenset({"food-safety"}))
IDS = ("zhang-wei", "somebody", "song-jie")
"""The owner, somebody else, somebody who keeps out."""
ACTS = [action for action in Action if action is not Action.REGISTER]
NEEDED: dict[Action, frozenset[str]] = {
    **dict.fromkeys(
        (
            Action.ACCEPT,
            Action.ANSWER,
            Action.DECLINE,
            Action.MERGE,
            Action.DISPATCH,
            Action.ARBITRATE,
        ),
        frozenset({"dispatcher"}),
    ),
    **dict.fromkeys((Action.SUPERVISE, Action.ASSIGN_FINALLY), frozenset({"supervisor"})),
    **dict.fromkeys(
        (
            Action.WITHDRAW,
            Action.PASS_AUDIT,
            Action.FAIL_AUDIT,
            Action.CLOSE,
            Action.CALL_BACK,
            Action.WRITE_OFF,
            Action.REOPEN,
            Action.APPROVE_RETURN,
            Action.REJECT_RETURN,
        ),
        frozenset({"dispatcher", "supervisor"}),
    ),
    **dict.fromkeys(
        (Action.APPROVE_EXTENSION, Action.REJECT_EXTENSION), frozenset({"unit_head", "supervisor"})
    ),
}
"""Acts that ask for one of these roles. All others ask for having to do with the task."""


def actors() -> Iterator[Actor]:
    for staff_id, unit, roles, categories in product(IDS, UNITS, SUBSETS, CATEGORIES):
        yield Actor(staff_id, unit, roles, categories)


MATRIX = [
    (task, by)
    for confidential in (False, True)
    for task in tasks(confidential=confidential)
    for by in actors()
]


def test_the_page_is_the_one_the_guards_write() -> None:
    assert PAGE.read_text() == page(), "run python -m tests.ledger.domain.rights_table"


def test_whoever_keeps_out_sees_nothing_and_does_nothing() -> None:
    for task, by in MATRIX:
        if by.staff_id in task.recused:
            assert not may_see(by, task)
            assert allowed(task, by) == ()


def test_auditors_see_all_of_their_categories_and_change_nothing() -> None:
    for task, by in MATRIX:
        if by.has("auditor"):
            assert allowed(task, by) == ()
            ours = by.category_codes is None or task.category_code in by.category_codes
            if ours and by.staff_id not in task.recused:
                assert may_see(by, task)


def test_nobody_acts_on_what_they_cannot_see() -> None:
    for task, by in MATRIX:
        if not may_see(by, task):
            assert allowed(task, by) == ()


def test_one_sees_ones_own_ones_units_and_as_the_centre_all_within_the_categories() -> None:
    for task, by in MATRIX:
        if by.staff_id in task.recused:
            continue
        mine = task.owner_id == by.staff_id
        near = by.unit_code is not None and by.unit_code in (task.unit_code, *task.assist_units)
        within = by.category_codes is None or task.category_code in by.category_codes
        assert may_see(by, task) == (mine or (within and (near or by.has(*CITY_WIDE))))


def test_each_act_asks_for_its_role_or_for_having_to_do_with_the_task() -> None:
    for task, by in MATRIX:
        near = by.unit_code in (task.unit_code, *task.assist_units) or task.owner_id == by.staff_id
        for action in allowed(task, by):
            if action in NEEDED:
                assert by.roles & NEEDED[action], action
            else:
                assert by.has("dispatcher", "supervisor") or near, action


def test_units_never_learn_who_complained_confidentially() -> None:
    for task, by in MATRIX:
        concerned = by.unit_code in task.units() or task.owner_id == by.staff_id
        if task.confidential and (concerned or not by.has(*CITY_WIDE)):
            assert is_shielded(task, by)
            assert {Action.REVEAL, Action.CONTACT}.isdisjoint(allowed(task, by))
        if not task.confidential:
            assert not is_shielded(task, by)


def test_a_unit_that_gave_a_task_back_does_not_learn_it_afterwards() -> None:
    task = next(each for each in tasks(confidential=True) if each.returns)
    elsewhere = replace(task, unit_code=OTHER, owner_id=None, assist_units=())
    dispatcher = Actor("chen-jing", LEAD, frozenset({"dispatcher"}))
    assert is_shielded(elsewhere, dispatcher)


@pytest.mark.parametrize("action", ACTS)
def test_what_is_refused_names_a_guard_of_the_act(action: Action) -> None:
    guards = {guard for guard, _ in conditions_of(action)}
    for task, by in MATRIX[::37]:
        guard = refusal(action, task, by)
        assert guard is None or guard in guards
        assert (guard is None) == (action in allowed(task, by))


def refusal(action: Action, task: Task, by: Actor) -> Guard | None:
    """The guard that refuses; None when it is allowed."""
    try:
        check(action, task, by)
    except Refused as refused:
        return refused.guard
    return None


@pytest.mark.parametrize("action", ACTS)
def test_every_act_asks_who_is_acting(action: Action) -> None:
    always = {Guard.ACTOR_MAY_CHANGE_THINGS, Guard.ACTOR_IS_NOT_RECUSED, Guard.ACTOR_MAY_SEE_IT}
    guards = {guard for guard, _ in conditions_of(action)}
    assert always < guards
    assert AUTHORITY & (guards - always), "an act anybody may do who sees the task"


def test_the_matrix_is_as_large_as_it_says() -> None:
    assert len(MATRIX) == 2 * 2 * len(State) * len(IDS) * len(UNITS) * len(SUBSETS) * len(
        CATEGORIES
    )
