"""A standing service that closed problems have led to: for whom, since when, how often used.

Source: 问题清单 → 服务清单 (无证通办、帮办代办、免申即享).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.ledger.domain.actor import Actor
from services.ledger.domain.beside.entry import Entry, changed
from services.ledger.domain.beside.refusing import Guard, insist
from services.ledger.domain.beside.rights import acts_for
from services.ledger.domain.service_measures.guards import MeasureGuard
from services.ledger.domain.states import State

OVER = frozenset({State.CLOSED, State.WRITTEN_OFF})
"""Only what has been dealt with teaches a service."""


class MeasureState(StrEnum):
    """Whether people can still use it."""

    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


class MeasureAct(StrEnum):
    """What can be done with one, the likely act first."""

    USE = "use"
    ADD_TASK = "add_task"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMeasure(Entry):
    """`promise` is what is done from now on. `uses` is the sum over all uses recorded."""

    promise: str
    for_whom: str
    since: date
    source_tasks: tuple[str, ...]
    service_item_code: str | None = None
    state: MeasureState = MeasureState.IN_FORCE
    uses: int = 0
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """So many times used on a day."""

    used_on: date
    times: int


def offered(measure: ServiceMeasure, by: Actor) -> tuple[MeasureAct, ...]:
    """All of them while it is in force, for those who act for its unit."""
    in_force = measure.state is MeasureState.IN_FORCE
    return tuple(MeasureAct) if in_force and acts_for(by, measure.unit_code) else ()


def promote(measure: ServiceMeasure, by: Actor, states: Sequence[State]) -> ServiceMeasure:
    """Closed problems become a service; `states` are those of its tasks. Raises: NotAllowed."""
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, measure.unit_code))
    insist(Guard.SAID_WHAT, bool(measure.promise.strip()))
    insist(MeasureGuard.AUDIENCE_IS_GIVEN, bool(measure.for_whom.strip()))
    insist(MeasureGuard.TASKS_ARE_GIVEN, bool(states))
    insist(MeasureGuard.TASKS_ARE_CLOSED, OVER.issuperset(states))
    return measure


def use(measure: ServiceMeasure, by: Actor, used: Use, today: date) -> ServiceMeasure:
    """Somebody was served by it."""
    _check(measure, by)
    insist(MeasureGuard.USED_BY_NOW, used.used_on <= today)
    insist(MeasureGuard.USED_SINCE_IT_BEGAN, used.used_on >= measure.since)
    return changed(measure, uses=measure.uses + used.times)


def add_task(measure: ServiceMeasure, by: Actor, task: str, state: State) -> ServiceMeasure:
    """It answers one more problem."""
    _check(measure, by)
    insist(MeasureGuard.TASK_IS_ANOTHER, task not in measure.source_tasks)
    insist(MeasureGuard.TASKS_ARE_CLOSED, state in OVER)
    return changed(measure, source_tasks=(*measure.source_tasks, task))


def withdraw(measure: ServiceMeasure, by: Actor, reason: str, today: date) -> ServiceMeasure:
    """It is offered no more; what was counted stays."""
    _check(measure, by)
    insist(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    return changed(measure, state=MeasureState.WITHDRAWN, withdrawn_on=today)


def _check(measure: ServiceMeasure, by: Actor) -> None:
    insist(MeasureGuard.STATE_IS_IN_FORCE, measure.state is MeasureState.IN_FORCE)
    insist(Guard.ACTOR_ACTS_FOR_UNIT, acts_for(by, measure.unit_code))
