"""A supervisor presses harder and harder."""

import pytest

from services.ledger.domain.guards import Guard
from services.ledger.domain.task import Actor, Supervision, Task, lift, supervise
from tests.ledger.domain.people import (
    CLOSED,
    DISPATCHER,
    HANDLING,
    HEAD,
    NEW,
    OWNER,
    REPORTED,
    SENT,
    SUPERVISOR,
    refused,
)

HURRY = "请于今日报告进展"


def test_from_a_reminder_to_the_public_list_one_way_only() -> None:
    task = HANDLING
    for level in Supervision:
        task = supervise(task, SUPERVISOR, level, HURRY)
        assert (task.supervision, task.state) == (level, HANDLING.state)
        with refused(Guard.LEVEL_IS_HIGHER):
            supervise(task, SUPERVISOR, level, HURRY)
    with refused(Guard.LEVEL_IS_HIGHER):
        supervise(task, SUPERVISOR, Supervision.REMINDED, HURRY)


def test_a_level_can_be_left_out() -> None:
    assert supervise(SENT, SUPERVISOR, Supervision.LISTED, HURRY).supervision == "listed"


def test_it_says_what_is_demanded() -> None:
    with refused(Guard.REASON_IS_GIVEN):
        supervise(SENT, SUPERVISOR, Supervision.REMINDED, " ")


@pytest.mark.parametrize("actor", [DISPATCHER, OWNER, HEAD])
def test_only_supervisors_supervise(actor: Actor) -> None:
    with refused(Guard.ACTOR_SUPERVISES):
        supervise(SENT, actor, Supervision.REMINDED, HURRY)


@pytest.mark.parametrize("task", [NEW, REPORTED, CLOSED])
def test_only_a_unit_that_has_not_answered_is_pressed(task: Task) -> None:
    with refused(Guard.CLOCK_IS_RUNNING):
        supervise(task, SUPERVISOR, Supervision.REMINDED, HURRY)


def test_lifting_it_needs_a_supervisor_a_reason_and_something_to_lift() -> None:
    pressed = supervise(HANDLING, SUPERVISOR, Supervision.SUPERVISED, HURRY)
    with refused(Guard.ACTOR_SUPERVISES):
        lift(pressed, HEAD, "配件已到")
    with refused(Guard.REASON_IS_GIVEN):
        lift(pressed, SUPERVISOR, " ")
    lifted = lift(pressed, SUPERVISOR, "配件已到")
    assert (lifted.supervision, lifted.due_at) == (None, pressed.due_at)
    with refused(Guard.STATE_IS_SUPERVISED):
        lift(lifted, SUPERVISOR, "配件已到")


def test_what_has_ended_is_not_lifted() -> None:
    with refused(Guard.STATE_IS_OPEN):
        lift(CLOSED, SUPERVISOR, "配件已到")
