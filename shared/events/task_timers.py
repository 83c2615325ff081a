"""Events that ledger publishes of what the clock does: once for each task, reason and due date."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Moment
from shared.events.ledger import TaskEvent


class TimerEvent(TaskEvent):
    """What every event of the clock says."""

    noticed_at: Moment = Field(description="when the clock spoke; later than due where it was down")
    owner_id: Code | None = None


class TaskDueSoon(TimerEvent):
    """The due date comes near, or half of the time is over. Read by notifier.

    Not told of what was dispatched that close to it.
    """

    TYPE: ClassVar[str] = "ledger.task.due_soon.v1"
    PUBLIC: ClassVar[bool] = True

    due_at: Moment
    working_days_left: int = Field(ge=0, description="0: it is due today")
    half_time: bool = Field(
        default=False, description="half of the time is over, it is not due soon"
    )


class TaskOverdue(TimerEvent):
    """The due date has passed and the unit has not reported. Read by notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.overdue.v1"
    PUBLIC: ClassVar[bool] = True

    due_at: Moment


class TaskEscalated(TimerEvent):
    """It is late by so many working days that somebody above has to press. Read by notifier, metrics.

    Where the ledger was down meanwhile, this may come without the events before it.
    """

    TYPE: ClassVar[str] = "ledger.task.escalated.v1"
    PUBLIC: ClassVar[bool] = True

    due_at: Moment
    working_days_late: int = Field(ge=1)
    escalated_to: Code = Field(description="unit_head or supervisor")
    level: Code | None = Field(
        default=None, description="how hard it is pressed for now: reminded, supervised, listed"
    )
    raised: bool = Field(default=False, description="it was pressed for less hard before")


class TaskReturnUnanswered(TimerEvent):
    """Nobody decided a return in time: from now on a supervisor does. Read by notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.return_unanswered.v1"
    PUBLIC: ClassVar[bool] = True

    asked_at: Moment
    reason: str = Field(max_length=1000, description="why the unit says it is not its own")
    suggested_unit: Code | None = None


class TaskStepLate(TimerEvent):
    """The unit has not taken a step by its moment; the due date stays. Read by notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.step_late.v1"
    PUBLIC: ClassVar[bool] = True

    step: Code = Field(
        description="sign; first_word: with the person, where it is urgent; contact: after a bad rating"
    )
    step_due_at: Moment
