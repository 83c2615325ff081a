"""Where a due date is after all that happened to it: a pure function of rule, events and calendar."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadline_rules import DeadlineRule, Unit
from services.ledger.domain.limits import extended
from services.ledger.domain.office_hours import add_working_time, working_time_between
from services.ledger.domain.records import Extension, Pause
from services.ledger.domain.states import TO_VERIFY
from services.ledger.domain.task_facts import Task
from services.ledger.domain.vocabulary import Decision
from services.ledger.domain.working_calendar import WorkingCalendar

Moved = tuple[datetime, Extension | Pause]


def due_now(task: Task, rule: DeadlineRule, calendar: WorkingCalendar) -> datetime:
    """Due by the rule from the dispatch, then moved by each extension granted and each pause that ended.

    Raises ValueError for a task that was not dispatched.
    """
    if task.dispatched_at is None:
        raise ValueError(f"task {task.number} is not dispatched")
    due = deadline(rule, task.dispatched_at, calendar).due_at
    for _, what in sorted(_moves(task, task.dispatched_at), key=lambda move: move[0]):
        if isinstance(what, Extension):
            due = extended(due, what.working_days, calendar, what.unit)
        else:
            due = after_pause(due, what, rule, calendar)
    return due


def due_anew(task: Task, rule: DeadlineRule, calendar: WorkingCalendar) -> datetime | None:
    """The due date after a change of rule or calendar; as it is for a task that has none.

    Whoever has answered did so by the date that held: for them it moves to a later day only, so that
    what was in time stays in time, and what a holiday announced afterwards excuses is excused. It is
    the date by which an answer was in time, and the one that holds if the task goes back to the unit.
    Source: 立法法§104 (2023; no retroactive effect, but to somebody's benefit).
    """
    if task.dispatched_at is None or task.due_at is None:
        return task.due_at
    due = due_now(task, rule, calendar)
    return max(due, task.due_at) if task.state in TO_VERIFY else due


def after_pause(
    due: datetime, pause: Pause, rule: DeadlineRule, calendar: WorkingCalendar
) -> datetime:
    """What was left of the limit when the clock stopped, counted on from when it went on.

    The day of the pause counts as used, the day it ended does not count: as with the day of dispatch.
    Never before the clock went on: what stopped on its last day and goes on after office hours has the
    next working day. `due` itself for a pause that has not ended.
    """
    if pause.resumed_at is None or pause.resumed_at <= pause.paused_at:
        return due
    if rule.unit is Unit.WORKING_HOURS:
        left = max(timedelta(), working_time_between(calendar, pause.paused_at, due))
        return add_working_time(calendar, pause.resumed_at, left)
    if rule.unit in (Unit.HOURS, Unit.MINUTES):
        return due + (pause.resumed_at - pause.paused_at)
    first, last = calendar.local_day(pause.paused_at), calendar.local_day(pause.resumed_at)
    day = _day_after(calendar.local_day(due), first, last, rule, calendar)
    if calendar.end_of(day) < pause.resumed_at:
        day = calendar.next_working_day(day + timedelta(days=1))
    return calendar.end_of(day)


def _day_after(
    due: date, first: date, last: date, rule: DeadlineRule, calendar: WorkingCalendar
) -> date:
    if rule.unit is Unit.CALENDAR_DAYS:
        return calendar.next_working_day(due + (last - first))
    left = max(0, calendar.working_days_between(first, due))
    return calendar.next_working_day(calendar.add_working_days(last, left))


def _moves(task: Task, since: datetime) -> Iterator[Moved]:
    """Of this cycle, each with the moment from which it holds."""
    for each in task.extensions:
        granted = each.decision is Decision.APPROVED and each.asked_at >= since
        if granted and each.decided_at is not None:
            yield each.decided_at, each
    for pause in task.pauses:
        if pause.resumed_at is not None and pause.paused_at >= since:
            yield pause.resumed_at, pause
