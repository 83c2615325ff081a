"""The published model as a Petri net: one place a state, one transition a step, one token a task.

What a net cannot say (who, in time, with what) is named beside each transition: its guards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from services.ledger.domain.guards import Guard
from services.ledger.domain.permissions import conditions_of
from services.ledger.domain.process_log.moves import Move, moves
from services.ledger.domain.states import ENDED, Action, State

START, END = "start", "end"
"""Places of a task that is not there yet, and of one that is over."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From one place to another. `action` None: silent; nobody acts when a task is over."""

    name: str
    source: str
    target: str
    action: Action | None = None
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class PetriNet:
    """A workflow net: the token begins in `START`, and is in `END` when nothing is left to do."""

    places: tuple[str, ...]
    transitions: tuple[Transition, ...]


def published_model() -> PetriNet:
    """The model, from the domain's own rules."""
    steps = tuple(_of(each) for each in moves())
    over = (Transition(f"{state}.over", state, END) for state in State if state in ENDED)
    return PetriNet((START, *State, END), (*steps, *over))


def _of(move: Move) -> Transition:
    source = move.source or START
    name = ".".join((source, move.action, move.target))
    return Transition(name, source, move.target, move.action, tuple(_guards(move.action)))


def _guards(action: Action) -> Iterator[Guard]:
    if action is not Action.REGISTER:
        yield from (guard for guard, _ in conditions_of(action))
