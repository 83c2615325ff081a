"""Events of the ledger about who may see what: contacts asked for, officers who keep out."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Moment
from shared.events.ledger import TaskEvent


class ContactRequested(TaskEvent):
    """An officer asked how to reach whoever complained; it is in the task's trail. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.contact.requested.v1"

    asked_at: Moment
    asked_by: Code
    purpose: Code = Field(description="contact, call_back, deliver or safety")


class TaskRecused(TaskEvent):
    """Somebody keeps out of the task from now on. Why is in the trail and in no event.

    Read by notifier (tells whoever owns it then), metrics.
    """

    TYPE: ClassVar[str] = "ledger.task.recused.v1"

    recused_at: Moment
    staff_id: Code = Field(description="who keeps out")
    recused_by: Code
    owner_id: Code | None = Field(default=None, description="whose it is now")
    owner_changed: bool = False
