"""A task of the ledger and its state machine: registered → dispatched → signed → reported → closed.

Each action is a pure function from a task to the task it becomes; a guard that does not hold raises
`Refused` and names itself. Every accepted action raises the version by one, and the trail has exactly
one entry for each version.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from services.ledger.domain.guards import Guard, Refused


class State(StrEnum):
    """How far a task is."""

    REGISTERED = "registered"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    REPORTED = "reported"
    CLOSED = "closed"


class Action(StrEnum):
    """What can be done with a task."""

    REGISTER = "register"
    DISPATCH = "dispatch"
    SIGN = "sign"
    REPORT = "report"
    CLOSE = "close"


class Result(StrEnum):
    """What came of it, in the unit's own words; whether the person agrees is another fact."""

    RESOLVED = "resolved"
    PARTLY = "partly"
    UNRESOLVED_EXPLAINED = "unresolved_explained"
    OUT_OF_SCOPE = "out_of_scope"


NEEDS_MEASURE = frozenset({Result.RESOLVED, Result.PARTLY})
OPEN_STATES = frozenset({State.REGISTERED, State.DISPATCHED, State.SIGNED, State.REPORTED})
CLOCK_RUNS = frozenset({State.DISPATCHED, State.SIGNED})
"""States in which a passed due date means overdue: the unit has it and has not answered."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting: who, for which unit (None for the city as a whole), in which roles."""

    staff_id: str
    unit_code: str | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    def has(self, *roles: str) -> bool:
        """Whether at least one of the roles is held."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Task:
    """What the state machine knows of a task. Moments are aware."""

    number: str
    state: State = State.REGISTERED
    version: int = 1
    wants_reply: bool = True
    unit_code: str | None = None
    owner_id: str | None = None
    hop: int = 0
    rule_code: str | None = None
    dispatched_at: datetime | None = None
    due_at: datetime | None = None
    deadline_rule: str | None = None
    calendar_version: str | None = None
    signed_at: datetime | None = None
    reported_at: datetime | None = None
    reporter_id: str | None = None
    result: Result | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a task is sent and by when it is due there."""

    unit_code: str
    owner_id: str | None
    due_at: datetime
    deadline_rule: str
    calendar_version: str
    rule_code: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the unit says it did."""

    result: Result
    public_reply: str
    measures: tuple[str, ...] = ()
    note: str = ""


def dispatch(task: Task, to: Assignment, at: datetime) -> Task:
    """A unit becomes responsible. Another unit's clock starts anew; within a unit it goes on."""
    _demand(Guard.STATE_IS_TRAY_OR_DISPATCHED, _may_be_dispatched(task))
    same_unit = task.unit_code == to.unit_code
    _demand(Guard.SOMETHING_CHANGES, not (same_unit and task.owner_id == to.owner_id))
    moved = replace(
        task,
        state=State.DISPATCHED,
        version=task.version + 1,
        unit_code=to.unit_code,
        owner_id=to.owner_id,
        hop=task.hop + 1,
        rule_code=to.rule_code,
    )
    if same_unit:
        return moved
    return replace(
        moved,
        dispatched_at=at,
        due_at=to.due_at,
        deadline_rule=to.deadline_rule,
        calendar_version=to.calendar_version,
    )


def sign(task: Task, by: Actor, at: datetime) -> Task:
    """The unit takes it on. Whoever signs for a task without an owner becomes its owner."""
    check(Action.SIGN, task, by)
    return replace(
        task,
        state=State.SIGNED,
        version=task.version + 1,
        owner_id=task.owner_id or by.staff_id,
        signed_at=at,
    )


def report(task: Task, by: Actor, report: Report, at: datetime) -> Task:
    """The unit says what it did: a reply where the person wants one, a measure where it helped."""
    check(Action.REPORT, task, by)
    _demand(Guard.REPLY_IS_GIVEN, bool(report.public_reply.strip()) or not task.wants_reply)
    has_measure = any(measure.strip() for measure in report.measures)
    _demand(Guard.MEASURE_IS_GIVEN, has_measure or report.result not in NEEDS_MEASURE)
    return replace(
        task,
        state=State.REPORTED,
        version=task.version + 1,
        reported_at=at,
        reporter_id=by.staff_id,
        result=report.result,
    )


def close(task: Task, by: Actor, at: datetime) -> Task:
    """Somebody who had no part in handling it has audited the report."""
    check(Action.CLOSE, task, by)
    return replace(task, state=State.CLOSED, version=task.version + 1, closed_at=at)


def check(action: Action, task: Task, by: Actor) -> None:
    """Raise `Refused` with the first guard that forbids the action to this actor."""
    for guard, holds in _GUARDS[action]:
        _demand(guard, holds(task, by))


def allowed(task: Task, by: Actor) -> tuple[Action, ...]:
    """What this actor may do with the task now, the likely action first; empty when nothing."""
    return tuple(
        action for action, guards in _GUARDS.items() if all(holds(task, by) for _, holds in guards)
    )


def _demand(guard: Guard, holds: bool) -> None:
    if not holds:
        raise Refused(guard)


def _may_be_dispatched(task: Task, _: Actor | None = None) -> bool:
    return task.state in (State.REGISTERED, State.DISPATCHED)


def _dispatches(_: Task, by: Actor) -> bool:
    return by.has("dispatcher")


def _is_of_the_unit(task: Task, by: Actor) -> bool:
    """The owner, or anybody who handles tasks in the unit."""
    in_unit = by.unit_code is not None and by.unit_code == task.unit_code
    return by.staff_id == task.owner_id or (in_unit and by.has("owner", "unit_head"))


def _answers_for_it(task: Task, by: Actor) -> bool:
    """The owner, or the head of the unit in the owner's place."""
    heads = by.has("unit_head") and by.unit_code is not None and by.unit_code == task.unit_code
    return by.staff_id == task.owner_id or heads


def _did_not_handle_it(task: Task, by: Actor) -> bool:
    return by.staff_id not in (task.owner_id, task.reporter_id)


Holds = Callable[[Task, Actor], bool]

_GUARDS: Mapping[Action, tuple[tuple[Guard, Holds], ...]] = {
    Action.SIGN: (
        (Guard.STATE_IS_DISPATCHED, lambda task, _: task.state is State.DISPATCHED),
        (Guard.ACTOR_IS_OF_THE_UNIT, _is_of_the_unit),
    ),
    Action.REPORT: (
        (Guard.STATE_IS_SIGNED, lambda task, _: task.state is State.SIGNED),
        (Guard.ACTOR_ANSWERS_FOR_IT, _answers_for_it),
    ),
    Action.CLOSE: (
        (Guard.STATE_IS_REPORTED, lambda task, _: task.state is State.REPORTED),
        (Guard.ACTOR_AUDITS, lambda _, by: by.has("dispatcher", "supervisor")),
        (Guard.ACTOR_DID_NOT_HANDLE_IT, _did_not_handle_it),
    ),
    Action.DISPATCH: (
        (Guard.STATE_IS_TRAY_OR_DISPATCHED, _may_be_dispatched),
        (Guard.ACTOR_DISPATCHES, _dispatches),
    ),
}
"""Guards in the order they are asked: how far the task is, then who is acting."""
