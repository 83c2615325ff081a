"""When the due date moves and when it does not."""

from dataclasses import replace

import pytest

from services.ledger.domain.guards import Guard
from services.ledger.domain.limits import extended
from services.ledger.domain.task import (
    LEDGER,
    Actor,
    Decision,
    State,
    Task,
    approve_extension,
    ask_extension,
    days_left_to_extend,
    recompute,
    reject_extension,
)
from services.ledger.domain.working_calendar import official_calendar
from tests.ledger.domain.people import (
    CLOSED,
    COLLEAGUE,
    DISPATCHER,
    HANDLING,
    HEAD,
    NEW,
    NOW,
    OWNER,
    REPORTED,
    SENT,
    SIGNED,
    STRANGER,
    SUPERVISOR,
    later,
    refused,
)

WHY = "等配件到货"
ASKED = ask_extension(HANDLING, OWNER, 3, WHY, NOW)
MOVED = later(days=10)
CLOCKWORK = Actor(LEDGER)


def test_asking_does_not_move_the_date_and_approving_does() -> None:
    assert (ASKED.state, ASKED.due_at) == (State.EXTENSION_PENDING, HANDLING.due_at)
    granted = approve_extension(ASKED, HEAD, MOVED, "", NOW)
    assert (granted.state, granted.due_at) == (State.HANDLING, MOVED)
    assert granted.original_due_at == HANDLING.due_at
    assert granted.extensions[-1].decision is Decision.APPROVED


def test_rejected_the_date_stays_and_the_reason_is_told() -> None:
    kept = reject_extension(ASKED, HEAD, "配件市内有货", NOW)
    assert (kept.state, kept.due_at, kept.original_due_at) == (
        State.HANDLING,
        HANDLING.due_at,
        None,
    )
    with refused(Guard.REASON_IS_GIVEN):
        reject_extension(ASKED, HEAD, "", NOW)


def test_it_is_asked_for_before_it_is_late() -> None:
    assert ask_extension(HANDLING, OWNER, 1, WHY, HANDLING.due_at or NOW)
    with refused(Guard.ASKED_BEFORE_DUE):
        ask_extension(HANDLING, OWNER, 1, WHY, later(days=8))


def test_it_can_be_approved_after_the_old_date_has_passed() -> None:
    assert approve_extension(ASKED, HEAD, MOVED, "", later(days=8)).due_at == MOVED


def test_all_extensions_together_stay_within_the_cap() -> None:
    for days in (0, -1, 6):
        with refused(Guard.WITHIN_THE_CAP):
            ask_extension(HANDLING, OWNER, days, WHY, NOW)
    granted = approve_extension(ASKED, HEAD, MOVED, "", NOW)
    assert days_left_to_extend(granted) == 2
    with refused(Guard.WITHIN_THE_CAP):
        ask_extension(granted, OWNER, 3, WHY, NOW)
    assert ask_extension(reject_extension(ASKED, HEAD, "不", NOW), OWNER, 5, WHY, NOW)


def test_it_needs_a_reason_and_that_the_person_was_spoken_with() -> None:
    with refused(Guard.REASON_IS_GIVEN):
        ask_extension(HANDLING, OWNER, 1, " ", NOW)
    with refused(Guard.CONTACT_IS_RECORDED):
        ask_extension(SIGNED, OWNER, 1, WHY, NOW)


@pytest.mark.parametrize("actor", [COLLEAGUE, STRANGER, DISPATCHER])
def test_only_who_answers_for_it_asks(actor: Actor) -> None:
    with refused(Guard.ACTOR_ANSWERS_FOR_IT):
        ask_extension(HANDLING, actor, 1, WHY, NOW)


@pytest.mark.parametrize("task", [NEW, SENT, ASKED, REPORTED, CLOSED])
def test_only_what_is_in_hand_is_extended(task: Task) -> None:
    with refused(Guard.STATE_IS_SIGNED):
        ask_extension(task, OWNER, 1, WHY, NOW)


@pytest.mark.parametrize("actor", [OWNER, COLLEAGUE, STRANGER, DISPATCHER])
def test_the_head_of_the_unit_or_a_supervisor_decides(actor: Actor) -> None:
    with refused(Guard.ACTOR_APPROVES_EXTENSIONS):
        approve_extension(ASKED, actor, MOVED, "", NOW)
    with refused(Guard.ACTOR_APPROVES_EXTENSIONS):
        reject_extension(ASKED, actor, "不", NOW)


def test_nobody_grants_what_they_asked_for() -> None:
    asked = ask_extension(HANDLING, HEAD, 3, WHY, NOW)
    with refused(Guard.ACTOR_DID_NOT_ASK):
        approve_extension(asked, HEAD, MOVED, "", NOW)
    with refused(Guard.ACTOR_DID_NOT_ASK):
        reject_extension(asked, HEAD, "不", NOW)
    assert approve_extension(asked, SUPERVISOR, MOVED, "", NOW).due_at == MOVED


def test_where_nothing_was_asked_nothing_is_granted() -> None:
    with refused(Guard.STATE_IS_EXTENSION_PENDING):
        approve_extension(HANDLING, HEAD, MOVED, "", NOW)
    with refused(Guard.STATE_IS_EXTENSION_PENDING):
        reject_extension(HANDLING, HEAD, "不", NOW)


def test_days_of_an_extension_are_working_days() -> None:
    friday = later(days=4)
    assert f"{extended(friday, 1, official_calendar()):%A %H:%M}" == "Monday 17:30"


@pytest.mark.parametrize("task", [SENT, SIGNED, HANDLING, ASKED])
def test_another_calendar_moves_the_date_of_what_is_open(task: Task) -> None:
    moved = recompute(task, CLOCKWORK, MOVED, "cn-2")
    assert (moved.due_at, moved.original_due_at) == (MOVED, task.due_at)
    assert (moved.state, moved.calendar_version) == (task.state, "cn-2")
    again = recompute(moved, CLOCKWORK, later(days=11), "cn-3")
    assert again.original_due_at == task.due_at


def test_only_the_ledger_recomputes_and_only_what_a_unit_had_and_nobody_closed() -> None:
    assert recompute(REPORTED, CLOCKWORK, MOVED, "cn-2").due_at == MOVED
    for task in (NEW, CLOSED):
        with refused(Guard.STATE_IS_OPEN):
            recompute(task, CLOCKWORK, MOVED, "cn-2")
    with refused(Guard.ACTOR_IS_THE_LEDGER):
        recompute(SENT, SUPERVISOR, MOVED, "cn-2")
    with refused(Guard.SOMETHING_CHANGES):
        recompute(SENT, CLOCKWORK, SENT.due_at or NOW, "cn-2")


def test_a_task_without_a_date_cannot_be_given_more_time() -> None:
    with refused(Guard.ASKED_BEFORE_DUE):
        ask_extension(replace(HANDLING, due_at=None), OWNER, 1, WHY, NOW)
