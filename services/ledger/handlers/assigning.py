"""To whom a task goes and by when it is due there: what dispatching and final assignment share."""

from collections.abc import Sequence
from datetime import datetime

from services.ledger.domain.deadline import Deadline, deadline
from services.ledger.domain.deadline_rules import DeadlineRule, Purpose
from services.ledger.domain.deadlines.steps import NO_STEPS, Steps, steps_of
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Turns
from services.ledger.domain.task import Assignment, Task
from services.ledger.handlers.ports import Directory, Subject


class Assigner:
    """Works out assignments; without a named owner the unit's next in turn gets it."""

    def __init__(self, directory: Directory, turns: Turns) -> None:
        self.directory = directory
        self._turns = turns

    def due(
        self, subject: Subject, organisation: Organisation, at: datetime, rule_code: str | None
    ) -> Deadline:
        """When it is due if it is sent now; by the rule that is named, otherwise by the one that fits.

        Raises `Refused` for a rule that is not there to choose.
        """
        book = subject.rulebook
        rule = book.choose(subject.case, organisation.lineage)
        if rule_code is not None:
            rule = book.by_code.get(rule_code, rule)
            demand(Guard.RULE_IS_KNOWN, rule.code == rule_code and _can_be_chosen(rule))
        return deadline(rule, at, book.calendar)

    def steps(self, subject: Subject, organisation: Organisation, at: datetime) -> Steps:
        """By when the unit signs for it and speaks with the person, if it is sent now."""
        speaks = subject.task.speaks
        return steps_of(subject.rulebook, subject.case, organisation.lineage, at, speaks=speaks)

    def due_of(self, subject: Subject, task: Task, fresh: Deadline) -> Deadline:
        """The words for the date that holds: the earlier one's where the clock goes on."""
        if task.dispatched_at is None or task.due_at == fresh.due_at:
            return fresh
        book = subject.rulebook
        return deadline(book.rule_then(task), task.dispatched_at, book.calendar)

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
        steps: Steps = NO_STEPS,
    ) -> Assignment:
        """Raises `Refused` for a recipient who does not exist. Nobody recused is next in turn."""
        for code in (unit_code, *assist_units):
            unit = organisation.unit_by_code.get(code)
            demand(Guard.UNIT_IS_KNOWN, unit is not None and unit.active)
        if owner_id:
            check_owner(organisation, unit_code, owner_id)
        owner = owner_id or self.next_owner(organisation, unit_code, frozenset(recused))
        return assigned(due, unit_code, owner, tuple(dict.fromkeys(assist_units)), steps)


def assigned(
    due: Deadline,
    unit_code: str,
    owner_id: str | None,
    assist_units: tuple[str, ...] = (),
    steps: Steps = NO_STEPS,
) -> Assignment:
    """With that due date."""
    return Assignment(
        unit_code,
        owner_id,
        due.due_at,
        due.rule_code,
        due.calendar_version,
        assist_units=assist_units,
        deadline_revision=due.rule_revision,
        sign_by=steps.sign_by,
        contact_by=steps.contact_by,
    )


def _can_be_chosen(rule: DeadlineRule) -> bool:
    return rule.active and rule.purpose is Purpose.HANDLE


def check_owner(organisation: Organisation, unit_code: str, owner_id: str) -> None:
    """Raises `Refused` for somebody unknown, gone, or of another unit."""
    owner = organisation.staff_by_id.get(owner_id)
    if owner is None or not owner.active:
        demand(Guard.OWNER_IS_KNOWN, holds=False)
        return
    demand(Guard.OWNER_WORKS_IN_UNIT, owner.unit_code == unit_code)
