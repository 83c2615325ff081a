"""Dispatching: the dispatcher sends a task to a unit and, where it matters, to a named owner."""

from services.ledger.domain.deadline import RULES, Deadline, DeadlineRule, deadline
from services.ledger.domain.guards import Guard, Refused
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Turns
from services.ledger.domain.task import Action, Assignment, Task, check, dispatch
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.acting import Act, find, write
from services.ledger.handlers.ports import Directory, Ledger
from services.ledger.handlers.task_events import dispatched_event
from shared.clock import Clock


class DispatchTask:
    """Sends tasks; without a named owner the unit's next in turn gets it."""

    def __init__(
        self,
        ledger: Ledger,
        directory: Directory,
        calendar: WorkingCalendar,
        clock: Clock,
        turns: Turns,
        rule: DeadlineRule,
    ) -> None:
        self._ledger, self._directory, self._calendar = ledger, directory, calendar
        self._clock, self._turns, self._rule = clock, turns, rule

    async def __call__(self, act: Act, unit_code: str, owner_id: str | None = None) -> Task:
        """The task as it is then.

        Publishes: TaskDispatched.
        Raises: NoSuchTask, ChangedMeanwhile, Refused.
        """
        organisation = await self._directory.current()
        async with self._ledger.work() as work:
            subject = await find(work, act)
            before, now = subject.task, self._clock.now()
            check(Action.DISPATCH, before, act.actor)
            _check_recipient(organisation, unit_code, owner_id)
            due = deadline(self._rule, now, self._calendar)
            after = dispatch(before, self._assignment(organisation, unit_code, owner_id, due), now)
            event = dispatched_event(
                after.number,
                after,
                self._due(after, due),
                title=subject.title,
                category_code=subject.category_code,
            )
            await write(work, act, Action.DISPATCH, before, after, event, now)
        return after

    def _assignment(
        self, organisation: Organisation, unit_code: str, owner_id: str | None, due: Deadline
    ) -> Assignment:
        owner = owner_id or self._turns.next_of(unit_code, organisation.turns.get(unit_code, ()))
        return Assignment(unit_code, owner, due.due_at, due.rule_code, due.calendar_version)

    def _due(self, task: Task, fresh: Deadline) -> Deadline:
        """The words for the date that holds: the earlier one's where the clock goes on."""
        if task.dispatched_at is None or task.due_at == fresh.due_at:
            return fresh
        rule = RULES.get(task.deadline_rule or "", self._rule)
        return deadline(rule, task.dispatched_at, self._calendar)


def _check_recipient(organisation: Organisation, unit_code: str, owner_id: str | None) -> None:
    unit = organisation.unit_by_code.get(unit_code)
    if unit is None or not unit.active:
        raise Refused(Guard.UNIT_IS_KNOWN)
    if owner_id is None:
        return
    owner = organisation.staff_by_id.get(owner_id)
    if owner is None or not owner.active:
        raise Refused(Guard.OWNER_IS_KNOWN)
    if owner.unit_code != unit_code:
        raise Refused(Guard.OWNER_WORKS_IN_UNIT)
