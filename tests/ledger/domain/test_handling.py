"""The unit at work: contact first, measures with dates and evidence, a report that says enough."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.ledger.domain.guards import Guard
from services.ledger.domain.task import (
    Actor,
    Contact,
    Measure,
    Report,
    Result,
    RootCause,
    State,
    Task,
    contact,
    defer,
    dispatch,
    fulfil,
    plan,
    report,
    sign,
)
from tests.ledger.domain.people import (
    CALLED,
    CALLING,
    CLOSED,
    COLLEAGUE,
    DISPATCHER,
    DONE,
    HANDLING,
    MISSED,
    NEW,
    NOW,
    OWNER,
    REPORTED,
    SENT,
    SIGNED,
    STRANGER,
    later,
    refused,
    to,
)

TALK = Contact(NOW, "zhang-wei", "phone", reached=True)
PLANNED = plan(HANDLING, OWNER, "列入巡检", later(days=2), NOW)


def test_handling_begins_when_somebody_has_spoken_with_the_person() -> None:
    assert HANDLING.state is State.HANDLING
    assert HANDLING.contacts == (TALK,)


def test_three_documented_failures_count_as_the_contact_that_could_not_be_had() -> None:
    task = SIGNED
    for _ in range(2):
        task = contact(task, OWNER, MISSED, NOW)
        assert task.state is State.SIGNED
    assert contact(task, OWNER, MISSED, NOW).state is State.HANDLING


def test_a_failed_attempt_says_why_it_failed() -> None:
    with refused(Guard.REASON_IS_GIVEN):
        contact(SIGNED, OWNER, replace(MISSED, note=" "), NOW)


def test_who_left_no_contact_cannot_be_contacted_and_need_not_be() -> None:
    nameless = replace(SIGNED, has_contact=False)
    with refused(Guard.CONTACT_IS_POSSIBLE):
        contact(nameless, OWNER, CALLED, NOW)
    assert report(nameless, OWNER, DONE, NOW).state is State.REPORTED


@pytest.mark.parametrize("task", [REPORTED, CALLING])
def test_a_contact_can_be_added_after_the_report_and_changes_nothing_else(task: Task) -> None:
    after = contact(task, OWNER, CALLED, NOW)
    assert (after.state, after.version) == (task.state, task.version + 1)


@pytest.mark.parametrize("task", [NEW, SENT, CLOSED])
def test_contact_plan_and_measure_are_for_the_unit_that_has_signed(task: Task) -> None:
    with refused(Guard.STATE_IS_WITH_UNIT):
        contact(task, OWNER, CALLED, NOW)
    with refused(Guard.STATE_IS_SIGNED):
        plan(task, OWNER, "列入巡检", None, NOW)
    with refused(Guard.STATE_IS_SIGNED):
        fulfil(task, OWNER, 0, "照片 1", NOW)


@pytest.mark.parametrize("actor", [STRANGER, DISPATCHER])
def test_who_does_not_work_on_it_neither_contacts_nor_plans(actor: Actor) -> None:
    with refused(Guard.ACTOR_WORKS_ON_IT):
        contact(SIGNED, actor, CALLED, NOW)
    with refused(Guard.ACTOR_WORKS_ON_IT):
        plan(HANDLING, actor, "列入巡检", None, NOW)


def test_an_assisting_unit_contacts_and_plans_but_does_not_report() -> None:
    sent = dispatch(NEW, replace(to(), assist_units=("police",)), NOW)
    begun = contact(sign(sent, OWNER, NOW), STRANGER, CALLED, NOW)
    assert plan(begun, STRANGER, "夜间巡查", None, NOW).measures[0].text == "夜间巡查"
    with refused(Guard.ACTOR_ANSWERS_FOR_IT):
        report(begun, STRANGER, DONE, NOW)


def test_a_measure_has_words_and_a_date_ahead() -> None:
    assert PLANNED.measures == (Measure("列入巡检", later(days=2)),)
    with refused(Guard.MEASURE_IS_GIVEN):
        plan(HANDLING, OWNER, " ", None, NOW)
    with refused(Guard.DATE_IS_AHEAD):
        plan(HANDLING, OWNER, "列入巡检", NOW - timedelta(days=1), NOW)


def test_a_measure_is_done_once_by_somebody_with_evidence() -> None:
    done = fulfil(PLANNED, COLLEAGUE, 0, "照片 12 号", NOW)
    assert (done.measures[0].done_by, done.measures[0].evidence) == ("gao-xiang", "照片 12 号")
    with refused(Guard.EVIDENCE_IS_GIVEN):
        fulfil(PLANNED, OWNER, 0, "", NOW)
    for index in (0, 1, -1):
        with refused(Guard.MEASURE_IS_OPEN):
            fulfil(done, OWNER, index, "照片 12 号", NOW)


def test_what_is_resolved_leaves_no_measure_to_be_done() -> None:
    with refused(Guard.MEASURES_ARE_DONE):
        report(PLANNED, OWNER, DONE, NOW)
    assert report(PLANNED, OWNER, replace(DONE, result=Result.PARTLY), NOW).measures[1].done_at
    done = fulfil(PLANNED, OWNER, 0, "照片 12 号", NOW)
    assert report(done, OWNER, Report(Result.RESOLVED, "已修好。"), NOW).state is State.REPORTED


def test_nobody_reports_before_somebody_has_spoken_with_the_person() -> None:
    with refused(Guard.CONTACT_IS_RECORDED):
        report(SIGNED, OWNER, DONE, NOW)
    assert report(SIGNED, OWNER, replace(DONE, spoken=CALLED), NOW).contacts == (TALK,)


def test_where_no_reply_is_wanted_nobody_has_to_be_contacted() -> None:
    unasked = replace(SIGNED, wants_reply=False)
    silent = Report(Result.RESOLVED, "", ("换了灯泡",))
    assert report(unasked, OWNER, silent, NOW).replied_at is None


def test_what_was_not_resolved_is_explained_for_the_person_or_for_the_file() -> None:
    unasked = replace(HANDLING, wants_reply=False)
    with refused(Guard.UNRESOLVED_IS_EXPLAINED):
        report(unasked, OWNER, Report(Result.UNRESOLVED_EXPLAINED, ""), NOW)
    given = Report(
        Result.UNRESOLVED_EXPLAINED,
        "",
        unresolved_reason="产权有争议",
        root_cause=RootCause.CROSS_DEPARTMENT,
    )
    reported = report(unasked, OWNER, given, NOW)
    assert reported.unresolved_reason == "产权有争议"
    assert reported.root_cause is RootCause.CROSS_DEPARTMENT


def test_what_takes_long_has_a_plan_and_a_promised_date_and_keeps_its_due_date() -> None:
    deferred = defer(HANDLING, OWNER, "明年列入改造", later(days=200), NOW)
    assert (deferred.plan, deferred.promised_at) == ("明年列入改造", later(days=200))
    assert deferred.due_at == HANDLING.due_at
    with refused(Guard.PLAN_IS_GIVEN):
        defer(HANDLING, OWNER, " ", later(days=200), NOW)
    with refused(Guard.DATE_IS_AHEAD):
        defer(HANDLING, OWNER, "明年列入改造", NOW, NOW)
    with refused(Guard.CONTACT_IS_RECORDED):
        defer(SIGNED, OWNER, "明年列入改造", later(days=200), NOW)
    with refused(Guard.ACTOR_ANSWERS_FOR_IT):
        defer(HANDLING, COLLEAGUE, "明年列入改造", later(days=200), NOW)
    with refused(Guard.STATE_IS_SIGNED):
        defer(SENT, OWNER, "明年列入改造", later(days=200), NOW)
