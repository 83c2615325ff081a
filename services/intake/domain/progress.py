"""What became of a complaint, put together from steps that may arrive in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a complaint has come, as the person who made it would ask."""

    RECEIVED = "received"
    REGISTERED = "registered"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    REPORTED = "reported"
    CLOSED = "closed"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    DEFERRED = "deferred"
    CHECKED = "checked"
    SENT_BACK = "sent_back"
    REOPENED = "reopened"
    RESCHEDULED = "rescheduled"


WORKED_ON = frozenset(
    {
        State.DISPATCHED,
        State.SIGNED,
        State.EXTENDED,
        State.DEFERRED,
        State.SENT_BACK,
        State.REOPENED,
        State.RESCHEDULED,
    }
)
"""An office has it and has not answered."""
FINISHED = frozenset(
    {
        State.REPORTED,
        State.CHECKED,
        State.CLOSED,
        State.ANSWERED,
        State.DECLINED,
        State.WITHDRAWN,
    }
)
"""Somebody has answered, or nobody wants to know any more."""
_PROMISES = frozenset({State.DISPATCHED, State.EXTENDED, State.REOPENED, State.RESCHEDULED})
_ANSWERS = frozenset({State.REPORTED, State.ANSWERED, State.DECLINED})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that ledger said has happened. Which fields are set depends on the state."""

    state: State
    at: datetime
    version: int
    unit_code: str | None = None
    unit_zh: str | None = None
    unit_en: str | None = None
    due_at: datetime | None = None
    due_basis_zh: str | None = None
    due_basis_en: str | None = None
    reply: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A complaint and the steps known of it, in ledger's order."""

    number: str
    received_at: datetime
    title: str
    wants_reply: bool = True
    steps: Sequence[Step] = ()

    @property
    def state(self) -> State:
        """The latest step's; received while ledger has said nothing.

        A date that moves once somebody has answered does not undo the answer.
        """
        latest = self.steps[-1].state if self.steps else State.RECEIVED
        before = self._latest(frozenset(State) - {State.RESCHEDULED})
        answered = before is not None and before.state in FINISHED
        return before.state if before and answered else latest

    @property
    def promise(self) -> Step | None:
        """Who is responsible, and by when, as said last; None before there is one."""
        return self._latest(_PROMISES)

    @property
    def answer(self) -> Step | None:
        """The latest answer with its words; None before there is one."""
        return self._latest(_ANSWERS)

    def is_late(self, now: datetime) -> bool:
        """Whether the promised moment has passed without a report."""
        promise = self.promise
        return (
            self.state in WORKED_ON
            and promise is not None
            and promise.due_at is not None
            and promise.due_at < now
        )

    @property
    def master_number(self) -> str | None:
        """The task this one was merged into; None while it goes its own way."""
        last = self.steps[-1] if self.steps else None
        return last.result if last and last.state is State.MERGED else None

    def followed_by(self, steps: Sequence[Step]) -> "Progress":
        """The story going on with the master's; its registration was somebody else's."""
        theirs = [step for step in steps if step.state is not State.REGISTERED]
        return replace(self, steps=[*self.steps, *theirs])

    def _latest(self, states: frozenset[State]) -> Step | None:
        return next((step for step in reversed(self.steps) if step.state in states), None)


def in_order(steps: Sequence[Step]) -> list[Step]:
    """By version, then by moment: the order in which ledger took them, whatever came first here."""
    return sorted(steps, key=lambda step: (step.version, step.at))
