"""Asking to return a task 申请退回: it is not this unit's. The note is the reason."""

from datetime import datetime

from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadline_rules import RULES, Purpose
from services.ledger.domain.deadlines.rulebook import Case, Rulebook
from services.ledger.domain.returning import ask_return as ask
from services.ledger.domain.task import Action, Return, Task
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskReturnAsked


async def ask_return(
    ledger: Ledger,
    clock: Clock,
    act: Act,
    legal_basis: str,
    suggested_unit: str | None,
) -> Task:
    """The task as it is then.

    Publishes: TaskReturnAsked.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        task, by = subject.task, act.actor
        unit = task.unit_code or ""
        asked = Return(now, by.staff_id, unit, act.note, legal_basis, suggested_unit)
        until = returnable_until(task.dispatched_at or now, subject.rulebook)
        after = ask(task, by, asked, until)
        told = TaskReturnAsked(
            **about(subject, unit),
            asked_at=now,
            asked_by=by.staff_id,
            reason=act.note,
            legal_basis=legal_basis,
            suggested_unit=suggested_unit,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.ASK_RETURN, decide)


def returnable_until(dispatched_at: datetime, rulebook: Rulebook) -> datetime:
    """The last moment at which a unit can ask to return what it was sent."""
    rule = rulebook.rule_for(Purpose.RETURN, Case(), {}) or RULES["return"]
    return deadline(rule, dispatched_at, rulebook.calendar).due_at
