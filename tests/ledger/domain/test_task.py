"""The state machine: the way of a task, and every guard that keeps it on that way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.guards import Guard, Refused
from services.ledger.domain.task import (
    Action,
    Actor,
    Report,
    Result,
    State,
    Task,
    allowed,
    close,
    dispatch,
    report,
    sign,
)
from tests.ledger.domain.people import (
    AUDITOR,
    CALLED,
    CLOSED,
    COLLEAGUE,
    DISPATCHER,
    DONE,
    EVERYBODY,
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
    refused,
    to,
)

AT_ONCE = replace(DONE, spoken=CALLED)
"""A report that says whom it spoke with, so that the short way stays open."""


def test_a_task_goes_from_registered_to_closed_one_version_at_a_time() -> None:
    reported = report(SIGNED, OWNER, AT_ONCE, NOW)
    way = [NEW, SENT, SIGNED, reported, close(reported, DISPATCHER, NOW)]
    assert [task.state.value for task in way] == [
        "registered",
        "dispatched",
        "signed",
        "reported",
        "closed",
    ]
    assert [task.version for task in way] == [1, 2, 3, 4, 5]


def test_the_clock_starts_with_the_dispatch_and_not_with_the_signature() -> None:
    late = sign(SENT, OWNER, NOW + timedelta(days=5))
    assert late.due_at == SENT.due_at
    assert late.dispatched_at == NOW


def test_it_can_be_sent_elsewhere_until_it_is_signed_for() -> None:
    moved = dispatch(SENT, to("police", "he-ping", days=9), NOW + timedelta(days=2))
    assert (moved.hop, moved.unit_code) == (2, "police")
    assert moved.dispatched_at == NOW + timedelta(days=2)
    for task in (SIGNED, HANDLING, REPORTED, CLOSED):
        with refused(Guard.STATE_IS_TRAY_OR_DISPATCHED):
            dispatch(task, to("police", None), NOW)


def test_a_new_owner_in_the_same_unit_does_not_get_more_time() -> None:
    moved = dispatch(SENT, to(owner="gao-xiang", days=30), NOW + timedelta(days=3))
    assert (moved.owner_id, moved.hop) == ("gao-xiang", 2)
    assert (moved.dispatched_at, moved.due_at) == (SENT.dispatched_at, SENT.due_at)


def test_sending_it_where_it_is_changes_nothing_and_says_so() -> None:
    with refused(Guard.SOMETHING_CHANGES):
        dispatch(SENT, to(), NOW)


@pytest.mark.parametrize("task", [NEW, SIGNED, HANDLING, REPORTED, CLOSED])
def test_only_what_was_dispatched_can_be_signed_for(task: Task) -> None:
    with refused(Guard.STATE_IS_DISPATCHED):
        sign(task, OWNER, NOW)


@pytest.mark.parametrize("actor", [STRANGER, DISPATCHER, AUDITOR])
def test_only_the_unit_signs(actor: Actor) -> None:
    with refused(Guard.ACTOR_IS_OF_THE_UNIT):
        sign(SENT, actor, NOW)


def test_a_colleague_signs_for_the_owner_who_stays_the_owner() -> None:
    assert sign(SENT, COLLEAGUE, NOW).owner_id == "zhang-wei"


def test_whoever_signs_for_a_task_without_an_owner_becomes_its_owner() -> None:
    assert sign(dispatch(NEW, to(owner=None), NOW), COLLEAGUE, NOW).owner_id == "gao-xiang"


@pytest.mark.parametrize("task", [NEW, SENT, REPORTED, CLOSED])
def test_only_what_was_signed_for_can_be_reported(task: Task) -> None:
    with refused(Guard.STATE_IS_SIGNED):
        report(task, OWNER, DONE, NOW)


@pytest.mark.parametrize("actor", [COLLEAGUE, STRANGER, DISPATCHER])
def test_only_the_owner_or_the_head_of_the_unit_reports(actor: Actor) -> None:
    with refused(Guard.ACTOR_ANSWERS_FOR_IT):
        report(HANDLING, actor, DONE, NOW)


def test_the_head_of_the_unit_reports_in_the_owners_place() -> None:
    assert report(HANDLING, HEAD, DONE, NOW).reporter_id == "zhao-lei"


def test_who_wants_an_answer_gets_one() -> None:
    silent = Report(Result.RESOLVED, "  ", ("换了灯泡",))
    with refused(Guard.REPLY_IS_GIVEN):
        report(HANDLING, OWNER, silent, NOW)
    unasked = sign(dispatch(Task("261123-000002-00", wants_reply=False), to(), NOW), OWNER, NOW)
    assert report(unasked, OWNER, silent, NOW).state is State.REPORTED


@pytest.mark.parametrize("result", [Result.RESOLVED, Result.PARTLY])
def test_what_was_resolved_names_a_measure(result: Result) -> None:
    with refused(Guard.MEASURE_IS_GIVEN):
        report(HANDLING, OWNER, Report(result, "已办。", (" ",)), NOW)


def test_what_could_not_be_resolved_needs_no_measure() -> None:
    explained = Report(Result.UNRESOLVED_EXPLAINED, "产权有争议，请走诉讼。")
    assert report(HANDLING, OWNER, explained, NOW).result is Result.UNRESOLVED_EXPLAINED


@pytest.mark.parametrize("task", [NEW, SENT, SIGNED, HANDLING, CLOSED])
def test_only_what_was_reported_can_be_closed(task: Task) -> None:
    with refused(Guard.STATE_IS_REPORTED):
        close(task, DISPATCHER, NOW)


@pytest.mark.parametrize("actor", [OWNER, HEAD, AUDITOR])
def test_only_dispatchers_and_supervisors_close(actor: Actor) -> None:
    with refused(Guard.ACTOR_AUDITS):
        close(REPORTED, actor, NOW)


def test_whoever_owned_or_reported_it_never_closes_it() -> None:
    both = frozenset({"owner", "unit_head", "dispatcher", "supervisor"})
    for staff_id in ("zhang-wei", "zhao-lei"):
        task = report(HANDLING, HEAD, DONE, NOW)
        with refused(Guard.ACTOR_DID_NOT_HANDLE_IT):
            close(task, Actor(staff_id, "market", both), NOW)
    assert close(REPORTED, SUPERVISOR, NOW).state is State.CLOSED


def test_each_officer_is_offered_what_the_guards_allow() -> None:
    early = (Action.ANSWER, Action.MERGE, Action.DECLINE)
    always = (Action.RECUSE, Action.REVEAL, Action.ATTACH)
    centre = (*always, Action.WITHDRAW)
    assert allowed(NEW, DISPATCHER) == (Action.DISPATCH, Action.ACCEPT, *early, *centre)
    assert allowed(SENT, DISPATCHER) == (Action.DISPATCH, *early, *centre)
    assert allowed(SENT, OWNER) == (Action.SIGN, Action.ASK_RETURN, *always)
    assert allowed(SENT, COLLEAGUE) == (Action.SIGN, *always)
    assert allowed(SIGNED, OWNER)[0] is Action.REPORT
    assert allowed(REPORTED, DISPATCHER) == (
        Action.CLOSE,
        Action.PASS_AUDIT,
        Action.FAIL_AUDIT,
        *centre,
    )
    assert allowed(REPORTED, OWNER) == (Action.CONTACT, *always)
    assert allowed(CLOSED, DISPATCHER) == (Action.WRITE_OFF, Action.REOPEN, Action.REVEAL)


@pytest.mark.parametrize("task", [NEW, SENT, SIGNED, HANDLING, REPORTED, CLOSED])
def test_an_auditor_reads_everything_and_changes_nothing(task: Task) -> None:
    assert allowed(task, AUDITOR) == ()


ACTORS = st.sampled_from(EVERYBODY)
STEPS = st.lists(st.tuples(st.sampled_from(["dispatch", "sign", "report", "close"]), ACTORS))


@given(steps=STEPS)
def test_whatever_is_tried_on_the_short_way_the_task_stays_sound(
    steps: list[tuple[str, Actor]],
) -> None:
    task = NEW
    for name, actor in steps:
        before = task
        try:
            task = attempt(task, name, actor)
        except Refused:
            assert task is before
            continue
        assert task.version == before.version + 1
        assert (task.due_at is None) == (task.state is State.REGISTERED)
        if task.state is State.CLOSED:
            assert task.owner_id is not None
            assert actor.staff_id not in (task.owner_id, task.reporter_id)


def attempt(task: Task, name: str, actor: Actor) -> Task:
    if name == "dispatch":
        units = {"market": ("police", "he-ping"), "police": ("market", None)}
        unit, owner = units.get(task.unit_code or "police", ("market", None))
        return dispatch(task, to(unit, owner), NOW)
    if name == "sign":
        return sign(task, actor, NOW)
    return report(task, actor, AT_ONCE, NOW) if name == "report" else close(task, actor, NOW)
