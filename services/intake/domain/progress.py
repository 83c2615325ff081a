"""What became of a complaint, put together from steps that may arrive in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
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
        """The latest step's; received while ledger has said nothing."""
        return self.steps[-1].state if self.steps else State.RECEIVED

    @property
    def promise(self) -> Step | None:
        """The latest dispatch: who is responsible, and by when; None before there is one."""
        return self._latest(State.DISPATCHED)

    @property
    def answer(self) -> Step | None:
        """The latest report with its public reply; None before there is one."""
        return self._latest(State.REPORTED)

    def is_late(self, now: datetime) -> bool:
        """Whether the promised moment has passed without a report."""
        open_ = self.state in (State.REGISTERED, State.DISPATCHED, State.SIGNED)
        promise = self.promise
        return open_ and promise is not None and promise.due_at is not None and promise.due_at < now

    def _latest(self, state: State) -> Step | None:
        return next((step for step in reversed(self.steps) if step.state is state), None)


def in_order(steps: Sequence[Step]) -> list[Step]:
    """By version, then by moment: the order in which ledger took them, whatever came first here."""
    return sorted(steps, key=lambda step: (step.version, step.at))
