"""What an answer leads to: delivered, tried again, tried by other means, failed, or uncertain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from services.notifier.domain.backoff import wait_after
from services.notifier.domain.notice import Notice, State
from services.notifier.domain.outcome import Answer, Outcome


class Uncertain(StrEnum):
    """What is done with a notice that may or may not have arrived."""

    ASK = "ask"
    """Shown to people, who decide."""
    RESEND = "resend"
    """Sent again: rather twice than never."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How persistent the service is."""

    schedule: Sequence[timedelta]
    uncertain: Uncertain = Uncertain.ASK


@dataclass(frozen=True, slots=True)
class Means:
    """The means an attempt was made by."""

    name: str
    repeatable: bool = False
    """Whether the receiver recognises a repetition by its key, so that silence can be repeated."""
    another_left: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The notice's next state; `wait_for` when it is pending; `given_up` when its means is."""

    state: State
    wait_for: timedelta | None = None
    given_up: bool = False


def next_step(
    outcome: Outcome, notice: Notice, means: Means, policy: Policy, chance: float
) -> Step:
    """Decide. A means that is given up makes room for the next one, at once; the last one fails."""
    if outcome.answer is Answer.ACCEPTED:
        return Step(State.DELIVERED)
    if outcome.answer is Answer.UNKNOWN and not (means.repeatable or _resends(policy)):
        return Step(State.UNCERTAIN)
    if outcome.answer is not Answer.REFUSED:
        wait = wait_after(
            notice.tries, policy.schedule, chance, another_means_left=means.another_left
        )
        if wait is not None:
            return Step(State.PENDING, max(wait, outcome.wait_for or wait))
    if means.another_left:
        return Step(State.PENDING, timedelta(), given_up=True)
    return Step(State.FAILED)


def step_after_death(means: Means, policy: Policy) -> Step:
    """What becomes of a notice whose worker died between handing it over and noting the answer."""
    if means.repeatable or _resends(policy):
        return Step(State.PENDING, timedelta())
    return Step(State.UNCERTAIN)


def _resends(policy: Policy) -> bool:
    return policy.uncertain is Uncertain.RESEND
