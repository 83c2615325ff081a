"""Who may do what when: for each action the guards on the task's state and on who is acting."""

from collections.abc import Callable, Mapping

from services.ledger.domain.actor import Actor
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.scope import is_shielded, may_see
from services.ledger.domain.states import (
    BEFORE_SIGNING,
    CLOCK_RUNS,
    DUE_MOVES,
    IN_HAND,
    OPEN_STATES,
    TO_VERIFY,
    TRAY,
    Action,
    State,
)
from services.ledger.domain.task_facts import Task
from services.ledger.domain.vocabulary import Decision

LEDGER = "ledger"
"""The actor of what no person did."""

Holds = Callable[[Task, Actor], bool]
Condition = tuple[Guard, Holds]


def check(action: Action, task: Task, by: Actor) -> None:
    """Raise `Refused` with the first guard that forbids the action to this actor."""
    for guard, holds in conditions_of(action):
        demand(guard, holds(task, by))


def allowed(task: Task, by: Actor) -> tuple[Action, ...]:
    """What this actor may do with the task now, the likely action first; empty when nothing."""
    if not all(holds(task, by) for _, holds in _ALWAYS):
        return ()
    return tuple(
        action for action, guards in _GUARDS.items() if all(holds(task, by) for _, holds in guards)
    )


def conditions_of(action: Action) -> tuple[Condition, ...]:
    """Every guard of an action, in the order they are asked."""
    return (*_GUARDS[action], *_ALWAYS)


def _in(*states: State) -> Holds:
    among = frozenset(states)
    return lambda task, _: task.state in among


def _is_of_the_unit(task: Task, by: Actor) -> bool:
    """The owner, or anybody who handles tasks in the unit."""
    return by.staff_id == task.owner_id or by.works_in(task.unit_code)


def _works_on_it(task: Task, by: Actor) -> bool:
    """Somebody of the unit or of one that assists."""
    return _is_of_the_unit(task, by) or any(by.works_in(unit) for unit in task.assist_units)


def _speaks_with_the_person(task: Task, by: Actor) -> bool:
    """Whoever works on it; the centre in their place where who complained is confidential."""
    return by.has("dispatcher", "supervisor") if task.confidential else _works_on_it(task, by)


def _takes_part(task: Task, by: Actor) -> bool:
    """Somebody of the centre, or somebody who works on it."""
    return by.has("dispatcher", "supervisor") or _works_on_it(task, by)


def _answers_for_it(task: Task, by: Actor) -> bool:
    """The owner, or the head of the unit in the owner's place."""
    return by.staff_id == task.owner_id or by.heads(task.unit_code)


def _did_not_handle_it(task: Task, by: Actor) -> bool:
    """Neither owner nor reporter, and nobody who carried out a measure."""
    doers = {measure.done_by for measure in task.measures}
    return by.staff_id not in {task.owner_id, task.reporter_id, *doers}


def _is_arbitrated(task: Task) -> bool:
    return bool(task.returns) and task.returns[-1].decision is Decision.ARBITRATION


def _decides_returns(task: Task, by: Actor) -> bool:
    """A dispatcher; once it is in arbitration, a supervisor only."""
    return by.has("supervisor") or (by.has("dispatcher") and not _is_arbitrated(task))


def _did_not_ask(task: Task, by: Actor) -> bool:
    return not task.extensions or task.extensions[-1].asked_by != by.staff_id


def _decides_about_time(task: Task, by: Actor) -> bool:
    """The head of the unit, or a supervisor."""
    return by.heads(task.unit_code) or by.has("supervisor")


_DISPATCHER: Condition = (Guard.ACTOR_DISPATCHES, lambda _, by: by.has("dispatcher"))
_SUPERVISOR: Condition = (Guard.ACTOR_SUPERVISES, lambda _, by: by.has("supervisor"))
_AUDITS: Condition = (Guard.ACTOR_AUDITS, lambda _, by: by.has("dispatcher", "supervisor"))
_OTHERS: Condition = (Guard.ACTOR_DID_NOT_HANDLE_IT, _did_not_handle_it)
_UNIT: Condition = (Guard.ACTOR_IS_OF_THE_UNIT, _is_of_the_unit)
_WORKER: Condition = (Guard.ACTOR_WORKS_ON_IT, _works_on_it)
_ANSWERS: Condition = (Guard.ACTOR_ANSWERS_FOR_IT, _answers_for_it)
_IN_HAND: Condition = (Guard.STATE_IS_SIGNED, _in(*IN_HAND))
_WITH_UNIT: Condition = (Guard.STATE_IS_WITH_UNIT, _in(*IN_HAND, *TO_VERIFY))
_EARLY: Condition = (Guard.STATE_IS_BEFORE_SIGNING, _in(*BEFORE_SIGNING))
_RETURNING: Condition = (Guard.STATE_IS_RETURN_PENDING, _in(State.RETURN_PENDING))
_EXTENDING: Condition = (Guard.STATE_IS_EXTENSION_PENDING, _in(State.EXTENSION_PENDING))
_REPORTED: Condition = (Guard.STATE_IS_REPORTED, _in(State.REPORTED))
_CLOSED: Condition = (Guard.STATE_IS_CLOSED, _in(State.CLOSED))
_DECIDES: Condition = (Guard.ACTOR_DECIDES_RETURNS, _decides_returns)
_APPROVES: Condition = (Guard.ACTOR_APPROVES_EXTENSIONS, _decides_about_time)
_PAUSES: Condition = (Guard.ACTOR_PAUSES, _decides_about_time)
_ANOTHER: Condition = (Guard.ACTOR_DID_NOT_ASK, _did_not_ask)
_KNOWS_WHO: Condition = (Guard.ACTOR_MAY_KNOW_WHO, lambda task, by: not is_shielded(task, by))
_REACHABLE: Condition = (Guard.CONTACT_IS_POSSIBLE, lambda task, _: task.has_contact)
_ALWAYS: tuple[Condition, ...] = (
    (Guard.ACTOR_MAY_CHANGE_THINGS, lambda _, by: not by.has("auditor")),
    (Guard.ACTOR_IS_NOT_RECUSED, lambda task, by: by.staff_id not in task.recused),
    (Guard.ACTOR_MAY_SEE_IT, lambda task, by: by.staff_id == LEDGER or may_see(by, task)),
)
"""What every action demands, asked last. Whoever reads everything changes nothing, whatever else they are."""
_CLOCK: Condition = (Guard.CLOCK_IS_RUNNING, _in(*CLOCK_RUNS))
_OPEN: Condition = (Guard.STATE_IS_OPEN, _in(*OPEN_STATES))
_PRESSED: Condition = (Guard.STATE_IS_SUPERVISED, lambda task, _: task.supervision is not None)
_LEDGER: Condition = (Guard.ACTOR_IS_THE_LEDGER, lambda _, by: by.staff_id == LEDGER)

_GUARDS: Mapping[Action, tuple[Condition, ...]] = {
    Action.SIGN: ((Guard.STATE_IS_DISPATCHED, _in(State.DISPATCHED)), _UNIT),
    Action.REPORT: (_IN_HAND, _ANSWERS),
    Action.CONTACT: (
        _WITH_UNIT,
        _KNOWS_WHO,
        (Guard.ACTOR_WORKS_ON_IT, _speaks_with_the_person),
        _REACHABLE,
    ),
    Action.PLAN: (_IN_HAND, _WORKER),
    Action.FULFIL: (
        _IN_HAND,
        _WORKER,
        (Guard.MEASURE_IS_OPEN, lambda task, _: any(not m.done_at for m in task.measures)),
    ),
    Action.CLOSE: (_REPORTED, _AUDITS, _OTHERS),
    Action.PASS_AUDIT: (_REPORTED, _AUDITS, _OTHERS),
    Action.FAIL_AUDIT: (_REPORTED, _AUDITS, _OTHERS),
    Action.CALL_BACK: (
        (Guard.STATE_IS_CALL_BACK, _in(State.CALL_BACK)),
        _AUDITS,
        _OTHERS,
    ),
    Action.WRITE_OFF: (_CLOSED, _AUDITS, _OTHERS),
    Action.APPROVE_RETURN: (_RETURNING, _DECIDES),
    Action.REJECT_RETURN: (_RETURNING, _DECIDES),
    Action.ARBITRATE: (
        _RETURNING,
        (Guard.NOT_IN_ARBITRATION, lambda task, _: not _is_arbitrated(task)),
        _DISPATCHER,
    ),
    Action.ASSIGN_FINALLY: (_RETURNING, _SUPERVISOR),
    Action.APPROVE_EXTENSION: (_EXTENDING, _APPROVES, _ANOTHER),
    Action.REJECT_EXTENSION: (_EXTENDING, _APPROVES, _ANOTHER),
    Action.DISPATCH: (
        (Guard.STATE_IS_TRAY_OR_DISPATCHED, _in(*TRAY, State.DISPATCHED)),
        _DISPATCHER,
    ),
    Action.ACCEPT: ((Guard.STATE_IS_REGISTERED, _in(State.REGISTERED)), _DISPATCHER),
    Action.ANSWER: (_EARLY, _DISPATCHER),
    Action.MERGE: (_EARLY, _DISPATCHER),
    Action.DECLINE: (_EARLY, _DISPATCHER),
    Action.ASK_EXTENSION: (_IN_HAND, _ANSWERS),
    Action.DEFER: (_IN_HAND, _ANSWERS),
    Action.ASK_RETURN: (
        (Guard.STATE_IS_RETURNABLE, _in(State.DISPATCHED, State.SIGNED)),
        (Guard.NOT_ASSIGNED_FINALLY, lambda task, _: not task.final),
        _ANSWERS,
    ),
    Action.SUPERVISE: (_CLOCK, _SUPERVISOR),
    Action.REOPEN: (_CLOSED, _AUDITS),
    Action.LIFT: (_OPEN, _PRESSED, _SUPERVISOR),
    Action.RESUME: ((Guard.STATE_IS_PAUSED, _in(State.PAUSED)), _PAUSES),
    Action.PAUSE: (_IN_HAND, _PAUSES),
    Action.RECUSE: (_OPEN, (Guard.ACTOR_TAKES_PART, _takes_part)),
    Action.REVEAL: (
        (Guard.STATE_IS_NOT_OVER, _in(*OPEN_STATES, State.CLOSED)),
        _KNOWS_WHO,
        (Guard.ACTOR_NEEDS_THE_CONTACT, _takes_part),
        _REACHABLE,
    ),
    Action.ATTACH: (_OPEN, (Guard.ACTOR_ADDS_EVIDENCE, _takes_part)),
    Action.RECOMPUTE: ((Guard.STATE_IS_OPEN, _in(*DUE_MOVES)), _LEDGER),
    Action.ALERT: (_CLOCK, _LEDGER),
    Action.WITHDRAW: (_OPEN, _AUDITS, _OTHERS),
    Action.HAND_OVER: ((Guard.STATE_IS_OPEN, _in(*(OPEN_STATES - TRAY))), _LEDGER),
}
"""Guards in the order they are asked: how far the task is, then who is acting."""
