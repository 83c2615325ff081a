"""Every step a task can take: which act leads from which state to which.

Where an act can begin is asked of its guards, so only where it leads is said here. Tests let tasks take
random ways and compare: no step is missing, and none is listed that never happens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard
from services.ledger.domain.permissions import LEDGER, conditions_of
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Task
from services.ledger.domain.vocabulary import Supervision


@dataclass(frozen=True, slots=True)
class Move:
    """One step; `source` None: the task was not there before."""

    action: Action
    source: State | None
    target: State


_LEADS_TO: Mapping[Action, tuple[State, ...]] = {
    Action.ACCEPT: (State.ACCEPTED,),
    Action.ANSWER: (State.ANSWERED,),
    Action.DECLINE: (State.DECLINED,),
    Action.MERGE: (State.MERGED,),
    Action.DISPATCH: (State.DISPATCHED,),
    Action.SIGN: (State.SIGNED,),
    Action.DEFER: (State.HANDLING,),
    Action.REPORT: (State.REPORTED,),
    Action.ASK_RETURN: (State.RETURN_PENDING,),
    Action.APPROVE_RETURN: (State.ACCEPTED,),
    Action.REJECT_RETURN: (State.DISPATCHED,),
    Action.ASSIGN_FINALLY: (State.DISPATCHED,),
    Action.ASK_EXTENSION: (State.EXTENSION_PENDING,),
    Action.APPROVE_EXTENSION: (State.HANDLING,),
    Action.REJECT_EXTENSION: (State.HANDLING,),
    Action.PAUSE: (State.PAUSED,),
    Action.RESUME: (State.HANDLING,),
    Action.PASS_AUDIT: (State.CALL_BACK,),
    Action.FAIL_AUDIT: (State.HANDLING,),
    Action.CALL_BACK: (State.CALL_BACK, State.HANDLING, State.CLOSED),
    Action.CLOSE: (State.CLOSED,),
    Action.WRITE_OFF: (State.WRITTEN_OFF,),
    Action.REOPEN: (State.HANDLING,),
    Action.WITHDRAW: (State.WITHDRAWN,),
}
"""What is not listed leaves a task where it is."""
_MAY_BEGIN = frozenset({Action.CONTACT, Action.PLAN, Action.FULFIL})
"""What is signed for is in handling after these, once the person was spoken with."""


def moves() -> Iterator[Move]:
    """All of them, by act and by state."""
    yield Move(Action.REGISTER, None, State.REGISTERED)
    for action in Action:
        for source in _sources(action):
            for target in _targets(action, source):
                yield Move(action, source, target)


def _sources(action: Action) -> Iterator[State]:
    """States its guards allow it in."""
    if action is Action.REGISTER:
        return
    asked = [holds for guard, holds in conditions_of(action) if _is_about_the_state(guard)]
    for state in State:
        task = Task("", state, supervision=Supervision.REMINDED)
        if all(holds(task, Actor(LEDGER)) for holds in asked):
            yield state


def _is_about_the_state(guard: Guard) -> bool:
    return guard.startswith("state_") or guard is Guard.CLOCK_IS_RUNNING


def _targets(action: Action, source: State) -> tuple[State, ...]:
    if action in _MAY_BEGIN and source is State.SIGNED:
        return (State.SIGNED, State.HANDLING)
    return _LEADS_TO.get(action, (source,))
