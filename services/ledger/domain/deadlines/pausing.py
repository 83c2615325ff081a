"""Stopping the clock 暂停计时 where the rule allows it, and letting it go on.

Source: 行政许可法§45 (hearings, tests, expert review do not count), 信访工作条例§35 (hearings do not count).
"""

from dataclasses import replace
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.deadline_rules import DeadlineRule
from services.ledger.domain.deadlines.moving import due_now
from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.permissions import check
from services.ledger.domain.records import Pause
from services.ledger.domain.states import Action, State
from services.ledger.domain.task_facts import Task
from services.ledger.domain.working_calendar import WorkingCalendar


def pause(task: Task, by: Actor, reason: str, at: datetime, rule: DeadlineRule) -> Task:
    """The clock stops, with the reason. What is late already stays late."""
    check(Action.PAUSE, task, by)
    demand(Guard.RULE_ALLOWS_PAUSE, rule.pausable)
    demand(Guard.REASON_IS_GIVEN, bool(reason.strip()))
    demand(Guard.PAUSED_BEFORE_DUE, task.due_at is not None and at <= task.due_at)
    stopped = Pause(at, by.staff_id, reason.strip())
    return replace(task.moved(State.PAUSED), pauses=(*task.pauses, stopped))


def resume(
    task: Task, by: Actor, at: datetime, rule: DeadlineRule, calendar: WorkingCalendar
) -> Task:
    """The clock goes on with what was left; the date first promised is kept."""
    check(Action.RESUME, task, by)
    last = replace(task.pauses[-1], resumed_at=at, resumed_by=by.staff_id)
    going = replace(task.moved(State.HANDLING), pauses=(*task.pauses[:-1], last))
    due = due_now(going, rule, calendar)
    first = task.original_due_at
    if due != task.due_at:
        first = first or task.due_at
    return replace(
        going,
        due_at=due,
        original_due_at=first,
        deadline_revision=rule.revision,
        calendar_version=calendar.version,
    )
