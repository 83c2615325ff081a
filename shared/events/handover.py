"""Events that ledger publishes when open tasks change hands because somebody has left."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Moment
from shared.events.ledger import TaskEvent


class TaskHandedOver(TaskEvent):
    """Somebody else owns the task from now on; how far it is and when it is due stay as they are.

    Read by notifier (tells the new owner), departments.
    """

    TYPE: ClassVar[str] = "ledger.task.handed_over.v1"
    PUBLIC: ClassVar[bool] = True

    handed_at: Moment
    from_owner_id: Code
    owner_id: Code | None = Field(default=None, description="none: the unit has to name somebody")
    due_at: Moment | None = None
    title: str = Field(max_length=200)
