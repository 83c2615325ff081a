"""Records what was done to cases on their way: returns, extensions, supervision, the clock's calls."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.acts import Act
from services.metrics.handlers.ports import Facts
from shared.events import task_acts, task_timers
from shared.events.ledger import TaskEvent
from shared.messaging.received import Received

KINDS: dict[type[TaskEvent], tuple[str, str, str]] = {
    task_acts.TaskAnswered: ("answered", "answered_at", ""),
    task_acts.TaskDeclined: ("declined", "declined_at", "reason"),
    task_acts.TaskMerged: ("merged", "merged_at", ""),
    task_acts.TaskWithdrawn: ("withdrawn", "withdrawn_at", ""),
    task_acts.TaskReturnAsked: ("return_asked", "asked_at", ""),
    task_acts.TaskReturned: ("returned", "decided_at", "decision"),
    task_acts.TaskExtensionAsked: ("extension_asked", "asked_at", ""),
    task_acts.TaskExtended: ("extended", "extended_at", ""),
    task_acts.TaskExtensionRejected: ("extension_rejected", "decided_at", ""),
    task_acts.TaskAudited: ("audited", "audited_at", "passed"),
    task_acts.TaskCalledBack: ("called_back", "called_at", "outcome"),
    task_acts.TaskReopened: ("reopened", "reopened_at", ""),
    task_acts.TaskWrittenOff: ("written_off", "written_off_at", ""),
    task_acts.TaskSupervised: ("supervised", "supervised_at", "level"),
    task_acts.TaskSupervisionLifted: ("supervision_lifted", "lifted_at", "level"),
    task_timers.TaskOverdue: ("overdue", "noticed_at", "due_at"),
    task_timers.TaskEscalated: ("escalated", "noticed_at", "due_at"),
    task_timers.TaskStepLate: ("step_late", "noticed_at", "step"),
    task_timers.TaskReturnUnanswered: ("return_unanswered", "noticed_at", ""),
}
"""For each event its kind, the field that says when, and the field of its detail."""


async def record_acts(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """Each act is one row.

    Repeatable: a second delivery, and any order, leave the same rows. Other events are passed over.
    """
    acts = [act for received in events if (act := act_of(received.event, received.version))]
    await facts.add_acts(connection, acts)


def act_of(event: object, version: int) -> Act | None:
    """None for an event that is no act."""
    if not isinstance(event, TaskEvent) or type(event) not in KINDS:
        return None
    kind, moment, detail = KINDS[type(event)]
    at: datetime = getattr(event, moment)
    return Act(
        event.complaint_number or event.task_number,
        kind,
        version,
        at,
        event.unit_code,
        _text(getattr(event, detail)) if detail else "",
        getattr(event, "resolved", None),
        getattr(event, "satisfied", None),
    )


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value).lower()
