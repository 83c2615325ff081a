"""The events that tell others what became of a task."""

from services.ledger.domain.deadline import Deadline
from services.ledger.domain.task import Task
from shared.events.ledger import TaskDispatched


def dispatched_event(
    number: str, task: Task, due: Deadline, *, title: str, category_code: str | None
) -> TaskDispatched:
    """A task that has just been dispatched. Raises ValueError for one that has no due date."""
    if task.dispatched_at is None or task.due_at is None:
        raise ValueError(f"task {number} is not dispatched")
    return TaskDispatched(
        task_number=number,
        complaint_number=number,
        unit_code=task.unit_code,
        dispatched_at=task.dispatched_at,
        due_at=task.due_at,
        due_basis_zh=due.basis_zh,
        due_basis_en=due.basis_en,
        owner_id=task.owner_id,
        rule_code=task.rule_code,
        hop=task.hop,
        title=title,
        category_code=category_code,
        assist_units=task.assist_units,
        sign_by=task.sign_by,
        contact_by=task.contact_by,
    )
