"""After the report: who judges it, what the person says, and what it takes to be off the ledger."""

from dataclasses import replace

import pytest

from services.ledger.domain.guards import Guard
from services.ledger.domain.task import (
    Actor,
    Outcome,
    Result,
    State,
    Task,
    call_back,
    close,
    fail_audit,
    pass_audit,
    reopen,
    report,
    write_off,
)
from tests.ledger.domain.people import (
    AUDITOR,
    CALLING,
    CLOSED,
    DISPATCHER,
    DONE,
    HANDLING,
    HEAD,
    NEW,
    NOW,
    OWNER,
    REPORTED,
    SENT,
    SIGNED,
    SUPERVISOR,
    later,
    refused,
    said,
    to,
)

HANDLED_BOTH = frozenset({"owner", "unit_head", "dispatcher", "supervisor"})
TURNED = Actor("zhang-wei", "market", HANDLED_BOTH)


def test_a_report_that_passes_leads_to_asking_the_person() -> None:
    assert (CALLING.state, CALLING.auditor_id) == (State.CALL_BACK, "chen-jing")
    assert CALLING.satisfied is None


def test_a_report_that_fails_goes_back_to_the_unit_and_the_clock_goes_on() -> None:
    failed = fail_audit(REPORTED, DISPATCHER, "答非所问", NOW)
    assert (failed.state, failed.due_at) == (State.HANDLING, REPORTED.due_at)
    assert (failed.result, failed.reported_at, failed.replied_at) == (None, None, None)
    with refused(Guard.REASON_IS_GIVEN):
        fail_audit(REPORTED, DISPATCHER, "", NOW)


@pytest.mark.parametrize("task", [NEW, SENT, SIGNED, HANDLING, CALLING, CLOSED])
def test_only_reports_are_audited(task: Task) -> None:
    with refused(Guard.STATE_IS_REPORTED):
        pass_audit(task, DISPATCHER, NOW)
    with refused(Guard.STATE_IS_REPORTED):
        fail_audit(task, DISPATCHER, "答非所问", NOW)


def test_who_handled_it_neither_audits_nor_calls_back_nor_writes_off() -> None:
    for attempt in (
        lambda: pass_audit(REPORTED, TURNED, NOW),
        lambda: fail_audit(REPORTED, TURNED, "答非所问", NOW),
        lambda: call_back(CALLING, TURNED, said(Outcome.SATISFIED)),
        lambda: write_off(CLOSED, TURNED, "已解决", NOW),
    ):
        with refused(Guard.ACTOR_DID_NOT_HANDLE_IT):
            attempt()


@pytest.mark.parametrize("actor", [OWNER, HEAD, AUDITOR])
def test_only_dispatchers_and_supervisors_verify(actor: Actor) -> None:
    for attempt in (
        lambda: pass_audit(REPORTED, actor, NOW),
        lambda: fail_audit(REPORTED, actor, "答非所问", NOW),
        lambda: call_back(CALLING, actor, said(Outcome.SATISFIED)),
        lambda: write_off(CLOSED, actor, "已解决", NOW),
        lambda: reopen(CLOSED, actor, "又坏了", to(), NOW),
    ):
        with refused(Guard.ACTOR_AUDITS):
            attempt()


def test_closed_resolved_and_satisfied_are_three_facts() -> None:
    unsaid = close(REPORTED, DISPATCHER, NOW)
    assert (unsaid.state, unsaid.resolved, unsaid.satisfied) == (State.CLOSED, None, None)
    happy = call_back(CALLING, DISPATCHER, said(Outcome.SATISFIED, resolved=False))
    assert (happy.state, happy.resolved, happy.satisfied) == (State.CLOSED, False, True)
    assert happy.result is Result.RESOLVED


def test_a_person_who_cannot_be_reached_is_tried_three_times() -> None:
    task = CALLING
    for _ in range(2):
        task = call_back(task, DISPATCHER, said(Outcome.UNREACHABLE))
        assert task.state is State.CALL_BACK
    task = call_back(task, DISPATCHER, said(Outcome.UNREACHABLE))
    assert (task.state, task.satisfied) == (State.CLOSED, None)


def test_no_reply_wanted_is_not_for_somebody_who_wants_one() -> None:
    with refused(Guard.REPLY_IS_NOT_WANTED):
        call_back(CALLING, DISPATCHER, said(Outcome.NO_REPLY_WANTED))
    for unasked in (replace(CALLING, wants_reply=False), replace(CALLING, has_contact=False)):
        closed = call_back(unasked, DISPATCHER, said(Outcome.NO_REPLY_WANTED))
        assert (closed.state, closed.satisfied) == (State.CLOSED, None)


def test_dissatisfied_with_the_unit_at_fault_it_is_done_again_and_no_day_is_won() -> None:
    again = call_back(CALLING, DISPATCHER, said(Outcome.DISSATISFIED_AT_FAULT, note="灯还是不亮"))
    assert (again.state, again.redo_count, again.satisfied) == (State.HANDLING, 1, False)
    assert again.due_at == CALLING.due_at
    twice = pass_audit(report(again, OWNER, DONE, NOW), DISPATCHER, NOW)
    done = call_back(twice, DISPATCHER, said(Outcome.SATISFIED, resolved=True))
    assert (done.redo_count, done.satisfied, done.resolved) == (1, True, True)


def test_dissatisfied_with_a_lawful_explanation_it_is_closed_as_explained() -> None:
    closed = call_back(
        CALLING, DISPATCHER, said(Outcome.DISSATISFIED_EXPLAINED, note="要求超出政策")
    )
    assert (closed.state, closed.result) == (State.CLOSED, Result.UNRESOLVED_EXPLAINED)
    assert closed.satisfied is False


@pytest.mark.parametrize("outcome", [Outcome.DISSATISFIED_AT_FAULT, Outcome.DISSATISFIED_EXPLAINED])
def test_what_somebody_is_dissatisfied_with_is_written_down(outcome: Outcome) -> None:
    with refused(Guard.REASON_IS_GIVEN):
        call_back(CALLING, DISPATCHER, said(outcome))


@pytest.mark.parametrize("task", [HANDLING, REPORTED, CLOSED])
def test_only_what_passed_the_audit_is_called_back(task: Task) -> None:
    with refused(Guard.STATE_IS_CALL_BACK):
        call_back(task, DISPATCHER, said(Outcome.SATISFIED))


def test_nothing_is_closed_without_contact_and_reply() -> None:
    untold = replace(REPORTED, contacts=())
    unanswered = replace(REPORTED, replied_at=None, reported_at=None)
    for attempt in (close, pass_audit):
        with refused(Guard.CONTACT_IS_RECORDED):
            attempt(untold, DISPATCHER, NOW)
        with refused(Guard.REPLY_IS_GIVEN):
            attempt(unanswered, DISPATCHER, NOW)


def test_what_an_earlier_release_reported_can_be_closed_once_the_contact_is_recorded() -> None:
    assert close(replace(REPORTED, replied_at=None), DISPATCHER, NOW).state is State.CLOSED


def test_somebody_else_writes_it_off_with_an_opinion() -> None:
    off = write_off(CLOSED, SUPERVISOR, "现场看过，确已解决", NOW)
    assert (off.state, off.written_off_by) == (State.WRITTEN_OFF, "zhou-min")
    with refused(Guard.REASON_IS_GIVEN):
        write_off(CLOSED, SUPERVISOR, " ", NOW)


@pytest.mark.parametrize("task", [HANDLING, REPORTED, CALLING])
def test_only_what_is_closed_is_written_off_or_taken_up_again(task: Task) -> None:
    with refused(Guard.STATE_IS_CLOSED):
        write_off(task, SUPERVISOR, "已解决", NOW)
    with refused(Guard.STATE_IS_CLOSED):
        reopen(task, SUPERVISOR, "又坏了", to(), NOW)


def test_taken_up_again_it_begins_a_cycle_with_its_own_date_and_keeps_the_first() -> None:
    again = reopen(CLOSED, DISPATCHER, "又坏了", to(days=20), later(days=10))
    assert (again.state, again.cycle, again.owner_id) == (State.HANDLING, 2, "zhang-wei")
    assert (again.due_at, again.original_due_at) == (later(days=20), CLOSED.due_at)
    assert (again.closed_at, again.result, again.dispatched_at) == (None, None, later(days=10))


def test_it_is_taken_up_again_with_a_reason_and_within_thirty_days() -> None:
    with refused(Guard.REASON_IS_GIVEN):
        reopen(CLOSED, DISPATCHER, "", to(), NOW)
    assert reopen(CLOSED, DISPATCHER, "又坏了", to(), later(days=30))
    with refused(Guard.TIME_TO_REOPEN_IS_LEFT):
        reopen(CLOSED, DISPATCHER, "又坏了", to(), later(days=30, seconds=1))
