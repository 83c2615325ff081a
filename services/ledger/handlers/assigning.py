"""To whom a task goes and by when it is due there: what dispatching and final assignment share."""

from collections.abc import Sequence
from datetime import datetime

from services.ledger.domain.deadline import Deadline, deadline
from services.ledger.domain.deadline_rules import RULES, DeadlineRule
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Turns
from services.ledger.domain.task import Assignment, Task
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.ports import Directory


class Assigner:
    """Works out assignments; without a named owner the unit's next in turn gets it."""

    def __init__(
        self, directory: Directory, calendar: WorkingCalendar, turns: Turns, rule: DeadlineRule
    ) -> None:
        self.directory, self.calendar, self.rule = directory, calendar, rule
        self._turns = turns

    def due(self, at: datetime) -> Deadline:
        """When something that is sent now is due."""
        return deadline(self.rule, at, self.calendar)

    def due_of(self, task: Task, fresh: Deadline) -> Deadline:
        """The words for the date that holds: the earlier one's where the clock goes on."""
        if task.dispatched_at is None or task.due_at == fresh.due_at:
            return fresh
        rule = RULES.get(task.deadline_rule or "", self.rule)
        return deadline(rule, task.dispatched_at, self.calendar)

    def next_owner(
        self, organisation: Organisation, unit_code: str, besides: frozenset[str] = frozenset()
    ) -> str | None:
        """The unit's next in turn who may have it; None for a unit in which nobody does."""
        turns = organisation.turns.get(unit_code, ())
        return self._turns.next_of(unit_code, [each for each in turns if each not in besides])

    def assignment(
        self,
        organisation: Organisation,
        unit_code: str,
        owner_id: str | None,
        assist_units: Sequence[str],
        due: Deadline,
        recused: Sequence[str] = (),
    ) -> Assignment:
        """Raises `Refused` for a recipient who does not exist. Nobody recused is next in turn."""
        for code in (unit_code, *assist_units):
            unit = organisation.unit_by_code.get(code)
            demand(Guard.UNIT_IS_KNOWN, unit is not None and unit.active)
        if owner_id:
            check_owner(organisation, unit_code, owner_id)
        owner = owner_id or self.next_owner(organisation, unit_code, frozenset(recused))
        assists = tuple(dict.fromkeys(assist_units))
        return Assignment(
            unit_code,
            owner,
            due.due_at,
            due.rule_code,
            due.calendar_version,
            assist_units=assists,
        )


def check_owner(organisation: Organisation, unit_code: str, owner_id: str) -> None:
    """Raises `Refused` for somebody unknown, gone, or of another unit."""
    owner = organisation.staff_by_id.get(owner_id)
    if owner is None or not owner.active:
        demand(Guard.OWNER_IS_KNOWN, holds=False)
        return
    demand(Guard.OWNER_WORKS_IN_UNIT, owner.unit_code == unit_code)
