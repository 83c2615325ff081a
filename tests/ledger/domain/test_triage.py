"""Before anybody works on it: accepting, answering on the spot, declining, merging, assisting units."""

from dataclasses import replace

import pytest

from services.ledger.domain.guards import Guard
from services.ledger.domain.task import (
    Actor,
    DeclineReason,
    Result,
    State,
    Task,
    accept,
    answer,
    decline,
    dispatch,
    merge,
)
from tests.ledger.domain.people import (
    CLOSED,
    DISPATCHER,
    HANDLING,
    NEW,
    NOW,
    OWNER,
    REPORTED,
    SENT,
    SIGNED,
    SUPERVISOR,
    refused,
    to,
)

SILENT = replace(NEW, wants_reply=False)
MASTER = replace(HANDLING, number="261123-000009-00")
COURT = "请向人民法院起诉。"


def test_what_is_accepted_can_still_be_dispatched_and_has_no_clock() -> None:
    accepted = accept(NEW, DISPATCHER)
    assert (accepted.state, accepted.due_at) == (State.ACCEPTED, None)
    assert dispatch(accepted, to(), NOW).state is State.DISPATCHED


@pytest.mark.parametrize("task", [accept(NEW, DISPATCHER), SENT, SIGNED, CLOSED])
def test_only_what_is_new_is_accepted(task: Task) -> None:
    with refused(Guard.STATE_IS_REGISTERED):
        accept(task, DISPATCHER)


@pytest.mark.parametrize("actor", [OWNER, SUPERVISOR])
def test_only_dispatchers_decide_what_becomes_of_it_at_first(actor: Actor) -> None:
    with refused(Guard.ACTOR_DISPATCHES):
        accept(NEW, actor)
    with refused(Guard.ACTOR_DISPATCHES):
        answer(NEW, actor, "请带身份证。", NOW)
    with refused(Guard.ACTOR_DISPATCHES):
        decline(NEW, actor, DeclineReason.LEGAL_PROCESS, COURT)
    with refused(Guard.ACTOR_DISPATCHES):
        merge(NEW, actor, MASTER)


@pytest.mark.parametrize("task", [SIGNED, HANDLING, REPORTED, CLOSED])
def test_what_a_unit_has_signed_for_is_neither_answered_nor_declined_nor_merged(
    task: Task,
) -> None:
    with refused(Guard.STATE_IS_BEFORE_SIGNING):
        answer(task, DISPATCHER, "请带身份证。", NOW)
    with refused(Guard.STATE_IS_BEFORE_SIGNING):
        decline(task, DISPATCHER, DeclineReason.LEGAL_PROCESS, COURT)
    with refused(Guard.STATE_IS_BEFORE_SIGNING):
        merge(task, DISPATCHER, MASTER)


def test_a_question_is_answered_on_the_spot() -> None:
    answered = answer(NEW, DISPATCHER, "请带身份证。", NOW)
    assert (answered.state, answered.result) == (State.ANSWERED, Result.RESOLVED)
    assert answered.replied_at == NOW
    with refused(Guard.REPLY_IS_GIVEN):
        answer(NEW, DISPATCHER, " ", NOW)
    assert answer(SILENT, DISPATCHER, "", NOW).replied_at is None


@pytest.mark.parametrize("reason", DeclineReason)
def test_declining_needs_one_of_six_reasons_and_a_way_to_go_instead(reason: DeclineReason) -> None:
    declined = decline(NEW, DISPATCHER, reason, COURT)
    assert (declined.state, declined.decline_reason) == (State.DECLINED, reason)
    assert declined.referral == COURT
    assert len(DeclineReason) == 6
    with refused(Guard.REFERRAL_IS_GIVEN):
        decline(NEW, DISPATCHER, reason, "  ")


def test_a_duplicate_is_merged_into_its_master_even_after_a_rule_sent_it_off() -> None:
    for task in (NEW, accept(NEW, DISPATCHER), SENT):
        merged = merge(task, DISPATCHER, MASTER)
        assert (merged.state, merged.master_number) == (State.MERGED, MASTER.number)


def test_a_master_is_another_task_that_exists_and_can_still_answer() -> None:
    with refused(Guard.MASTER_IS_KNOWN):
        merge(NEW, DISPATCHER, None)
    with refused(Guard.MASTER_IS_KNOWN):
        merge(NEW, DISPATCHER, replace(MASTER, recused=(DISPATCHER.staff_id,)))
    with refused(Guard.MASTER_IS_ANOTHER):
        merge(NEW, DISPATCHER, SENT)
    declined = decline(
        replace(NEW, number=MASTER.number), DISPATCHER, DeclineReason.NO_NEW_FACTS, "见前次答复。"
    )
    merged = replace(MASTER, state=State.MERGED)
    for master in (declined, merged, replace(MASTER, state=State.WRITTEN_OFF)):
        with refused(Guard.MASTER_IS_OPEN):
            merge(NEW, DISPATCHER, master)
    assert merge(NEW, DISPATCHER, replace(MASTER, state=State.CLOSED)).master_number


def test_a_lead_unit_can_be_assisted_by_others_but_not_by_itself() -> None:
    assisted = dispatch(NEW, replace(to(), assist_units=("police",)), NOW)
    assert assisted.assist_units == ("police",)
    with refused(Guard.ASSISTANTS_ARE_OTHERS):
        dispatch(NEW, replace(to(), assist_units=("market",)), NOW)


def test_adding_an_assistant_is_a_change_that_gives_no_more_time() -> None:
    assisted = dispatch(SENT, replace(to(days=30), assist_units=("police",)), NOW)
    assert assisted.due_at == SENT.due_at
