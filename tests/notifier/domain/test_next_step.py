"""What an answer leads to."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.notifier.domain.backoff import parse_schedule
from services.notifier.domain.next_step import (
    Means,
    Policy,
    Step,
    Uncertain,
    next_step,
    step_after_death,
)
from services.notifier.domain.notice import Notice, Person, State
from services.notifier.domain.outcome import accepted, postponed, refused, unknown

MAIL, HOOK = Means("email"), Means("webhook", repeatable=True)
ASK = Policy(parse_schedule("60"))
RESEND = Policy(parse_schedule("60"), Uncertain.RESEND)
NOTICE = Notice(
    uuid.uuid4(), Person("a"), "dispatched", "owner", "1", {}, datetime(2026, 11, 23, tzinfo=UTC)
)
MINUTE = timedelta(minutes=1)


def test_an_accepted_notice_is_delivered() -> None:
    assert next_step(accepted(), NOTICE, MAIL, ASK, 0.5) == Step(State.DELIVERED)


def test_a_postponed_one_waits_and_after_the_last_attempt_fails() -> None:
    assert next_step(postponed(""), NOTICE, MAIL, ASK, 0.5) == Step(State.PENDING, MINUTE)
    last = replace(NOTICE, tries=2)
    assert next_step(postponed(""), last, MAIL, ASK, 0.5) == Step(State.FAILED)


def test_a_provider_that_asks_for_more_time_gets_it_and_for_less_does_not() -> None:
    long, short = postponed("", timedelta(hours=1)), postponed("", timedelta(seconds=1))
    assert next_step(long, NOTICE, MAIL, ASK, 0.5).wait_for == timedelta(hours=1)
    assert next_step(short, NOTICE, MAIL, ASK, 0.5).wait_for == MINUTE


def test_a_refusal_is_final_unless_another_means_is_left() -> None:
    assert next_step(refused(""), NOTICE, MAIL, ASK, 0.5) == Step(State.FAILED)
    step = next_step(refused(""), NOTICE, replace(MAIL, another_left=True), ASK, 0.5)
    assert step == Step(State.PENDING, timedelta(), given_up=True)


@pytest.mark.parametrize(
    ("means", "policy", "state"),
    [
        (MAIL, ASK, State.UNCERTAIN),
        (MAIL, RESEND, State.PENDING),
        (HOOK, ASK, State.PENDING),
        (HOOK, RESEND, State.PENDING),
    ],
)
def test_what_cannot_be_known_is_asked_about_unless_a_repetition_does_no_harm_or_is_wanted(
    means: Means, policy: Policy, state: State
) -> None:
    assert next_step(unknown(""), NOTICE, means, policy, 0.5).state is state
    assert step_after_death(means, policy).state is state
