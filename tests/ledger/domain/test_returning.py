"""A unit says that a task is not its own, and what becomes of that."""

from dataclasses import replace

import pytest

from services.ledger.domain.deadlines.rulebook import usual_rulebook
from services.ledger.domain.guards import Guard
from services.ledger.domain.task import (
    Actor,
    Decision,
    State,
    Task,
    approve_return,
    arbitrate,
    ask_return,
    assign_finally,
    dispatch,
    reject_return,
    sign,
)
from services.ledger.handlers.ask_return import returnable_until
from tests.ledger.domain.people import (
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
    asked_back,
    later,
    refused,
    to,
)

UNTIL = later(days=1)
ASKED = ask_return(SENT, OWNER, asked_back(), UNTIL)
ARBITRATED = arbitrate(ASKED, DISPATCHER, "两家都说不是自己的")


@pytest.mark.parametrize("task", [SENT, SIGNED])
def test_a_unit_asks_and_the_clock_goes_on(task: Task) -> None:
    asked = ask_return(task, OWNER, asked_back(), UNTIL)
    assert (asked.state, asked.due_at) == (State.RETURN_PENDING, task.due_at)
    assert asked.returns[-1].suggested_unit == "police"


@pytest.mark.parametrize("task", [NEW, HANDLING, REPORTED, ASKED])
def test_only_what_was_sent_and_not_begun_can_be_returned(task: Task) -> None:
    with refused(Guard.STATE_IS_RETURNABLE):
        ask_return(task, OWNER, asked_back(), UNTIL)


@pytest.mark.parametrize("actor", [COLLEAGUE, STRANGER, DISPATCHER])
def test_only_who_answers_for_it_asks(actor: Actor) -> None:
    with refused(Guard.ACTOR_ANSWERS_FOR_IT):
        ask_return(SENT, actor, asked_back(), UNTIL)


def test_a_return_needs_a_reason_a_legal_basis_and_to_be_in_time() -> None:
    with refused(Guard.REASON_IS_GIVEN):
        ask_return(SENT, OWNER, asked_back(reason=" "), UNTIL)
    with refused(Guard.LEGAL_BASIS_IS_GIVEN):
        ask_return(SENT, OWNER, asked_back(basis=""), UNTIL)
    with refused(Guard.TIME_TO_RETURN_IS_LEFT):
        ask_return(SENT, OWNER, asked_back(), later(minutes=-1))


def test_the_time_to_return_ends_with_the_next_working_day() -> None:
    friday = later(days=4)
    until = returnable_until(friday, usual_rulebook())
    assert f"{until:%A %H:%M}" == "Monday 17:30"


def test_approved_it_lies_in_the_tray_again_and_the_next_dispatch_is_a_hop_more() -> None:
    back = approve_return(ASKED, DISPATCHER, "", NOW)
    assert back.state is State.ACCEPTED
    assert (back.unit_code, back.owner_id, back.due_at, back.dispatched_at) == (None,) * 4
    assert back.returns[-1].decision is Decision.APPROVED
    sent = dispatch(back, to("police", "he-ping"), later(days=1))
    assert (sent.hop, sent.dispatched_at) == (2, later(days=1))
    assert not sent.final


def test_rejected_it_stays_for_good_and_no_day_is_won() -> None:
    kept = reject_return(ASKED, DISPATCHER, "三定方案写明是你们的", NOW)
    assert (kept.state, kept.final, kept.due_at) == (State.DISPATCHED, True, SENT.due_at)
    with refused(Guard.NOT_ASSIGNED_FINALLY):
        ask_return(kept, OWNER, asked_back(), UNTIL)
    with refused(Guard.NOT_ASSIGNED_FINALLY):
        ask_return(sign(kept, OWNER, NOW), OWNER, asked_back(), UNTIL)
    with refused(Guard.REASON_IS_GIVEN):
        reject_return(ASKED, DISPATCHER, " ", NOW)


def test_in_arbitration_only_a_supervisor_decides() -> None:
    assert ARBITRATED.returns[-1].decision is Decision.ARBITRATION
    with refused(Guard.ACTOR_DECIDES_RETURNS):
        approve_return(ARBITRATED, DISPATCHER, "", NOW)
    with refused(Guard.ACTOR_DECIDES_RETURNS):
        reject_return(ARBITRATED, DISPATCHER, "就是你们的", NOW)
    with refused(Guard.NOT_IN_ARBITRATION):
        arbitrate(ARBITRATED, DISPATCHER, "再来一次")
    assert approve_return(ARBITRATED, SUPERVISOR, "", NOW).state is State.ACCEPTED


def test_what_a_supervisor_assigns_finally_cannot_be_returned() -> None:
    given = assign_finally(ARBITRATED, SUPERVISOR, to("police", "he-ping", days=9), "定给公安", NOW)
    assert (given.unit_code, given.final, given.hop) == ("police", True, 2)
    assert given.returns[-1].decision is Decision.FINAL
    with refused(Guard.NOT_ASSIGNED_FINALLY):
        ask_return(given, STRANGER, asked_back(), UNTIL)


def test_assigned_finally_where_it_was_the_clock_goes_on() -> None:
    kept = assign_finally(ASKED, SUPERVISOR, to(days=30), "就是你们的", NOW)
    assert (kept.due_at, kept.dispatched_at) == (SENT.due_at, SENT.dispatched_at)


@pytest.mark.parametrize("actor", [OWNER, HEAD, STRANGER])
def test_a_unit_does_not_decide_on_its_own_return(actor: Actor) -> None:
    with refused(Guard.ACTOR_DECIDES_RETURNS):
        approve_return(ASKED, actor, "", NOW)
    with refused(Guard.ACTOR_DECIDES_RETURNS):
        reject_return(ASKED, actor, "不", NOW)
    with refused(Guard.ACTOR_DISPATCHES):
        arbitrate(ASKED, actor, "")
    with refused(Guard.ACTOR_SUPERVISES):
        assign_finally(ASKED, actor, to(), "", NOW)


def test_where_nothing_was_asked_nothing_is_decided() -> None:
    with refused(Guard.STATE_IS_RETURN_PENDING):
        approve_return(SENT, DISPATCHER, "", NOW)
    with refused(Guard.STATE_IS_RETURN_PENDING):
        reject_return(SIGNED, DISPATCHER, "不", NOW)
    with refused(Guard.STATE_IS_RETURN_PENDING):
        arbitrate(HANDLING, DISPATCHER, "")
    with refused(Guard.STATE_IS_RETURN_PENDING):
        assign_finally(replace(ASKED, state=State.ACCEPTED), SUPERVISOR, to(), "", NOW)
