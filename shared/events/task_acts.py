"""Events that ledger publishes of what is done to a task on its way, beside those of the straight way."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Moment, Number
from shared.events.ledger import TaskEvent


class TaskAccepted(TaskEvent):
    """It will be handled; by which unit is not settled. Also after a return. Read by intake, metrics."""

    TYPE: ClassVar[str] = "ledger.task.accepted.v1"

    accepted_at: Moment
    returned: bool = Field(default=False, description="a unit had it and gave it back")


class TaskAnswered(TaskEvent):
    """The centre answered on the spot; no unit was sent. Read by intake (shows the reply), metrics."""

    TYPE: ClassVar[str] = "ledger.task.answered.v1"

    answered_at: Moment
    public_reply: str = Field(max_length=4000)


class TaskDeclined(TaskEvent):
    """Not taken on, for one of six lawful reasons. Read by intake (shows where to turn), metrics."""

    TYPE: ClassVar[str] = "ledger.task.declined.v1"

    declined_at: Moment
    reason: Code = Field(
        description="emergency, other_authority, legal_process, no_new_facts, protected_secret"
        " or unlawful_or_empty"
    )
    referral: str = Field(max_length=1000, description="where the person can turn instead")


class TaskMerged(TaskEvent):
    """The same matter as another task, which whoever asked follows from now on. Read by intake, metrics."""

    TYPE: ClassVar[str] = "ledger.task.merged.v1"

    merged_at: Moment
    master_number: Number


class TaskWithdrawn(TaskEvent):
    """The person took it back; how they said so stays in the ledger. Read by intake, notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.withdrawn.v1"

    withdrawn_at: Moment


class TaskContacted(TaskEvent):
    """Somebody spoke with the person, or tried. Read by metrics (response rate)."""

    TYPE: ClassVar[str] = "ledger.task.contacted.v1"
    PUBLIC: ClassVar[bool] = True

    contacted_at: Moment
    means: Code
    reached: bool


class TaskReturnAsked(TaskEvent):
    """The unit says that the task is not its own. Read by notifier (tells dispatchers), metrics."""

    TYPE: ClassVar[str] = "ledger.task.return_asked.v1"
    PUBLIC: ClassVar[bool] = True

    asked_at: Moment
    asked_by: Code
    reason: str = Field(max_length=1000)
    legal_basis: str = Field(max_length=500)
    suggested_unit: Code | None = None


class TaskReturned(TaskEvent):
    """What became of a return. `unit_code` is the unit that asked. Read by notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.returned.v1"
    PUBLIC: ClassVar[bool] = True

    decided_at: Moment
    decision: Code = Field(description="approved, rejected, or arbitration: a supervisor decides")
    opinion: str = Field(default="", max_length=1000)


class TaskExtensionAsked(TaskEvent):
    """The unit asks for more time. Read by notifier (tells the head of the unit), metrics."""

    TYPE: ClassVar[str] = "ledger.task.extension_asked.v1"
    PUBLIC: ClassVar[bool] = True

    asked_at: Moment
    asked_by: Code
    working_days: int = Field(ge=1, description="how many, of the unit")
    unit: Code = Field(default="working_days", description="what the task's limit is counted in")
    reason: str = Field(max_length=1000)


class TaskExtended(TaskEvent):
    """An extension was approved and the due date moved. Read by intake (new date), notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.extended.v1"
    PUBLIC: ClassVar[bool] = True

    extended_at: Moment
    due_before: Moment
    due_at: Moment
    reason: str = Field(max_length=1000, description="why the unit asked")


class TaskDueDateRecomputed(TaskEvent):
    """A calendar or a rule was changed, and with it this due date. Read by intake (new date), notifier."""

    TYPE: ClassVar[str] = "ledger.task.due_date_recomputed.v1"
    PUBLIC: ClassVar[bool] = True

    recomputed_at: Moment
    due_before: Moment
    due_at: Moment
    due_basis_zh: str
    due_basis_en: str
    reason: Code = Field(description="what was changed: calendar or rule")
    calendar_version: str = Field(max_length=100)


class TaskPaused(TaskEvent):
    """The clock stands still, as its rule allows. Read by intake, notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.paused.v1"
    PUBLIC: ClassVar[bool] = True

    paused_at: Moment
    reason: str = Field(max_length=1000)


class TaskResumed(TaskEvent):
    """The clock goes on, with another due date. Read by intake (new date), notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.resumed.v1"
    PUBLIC: ClassVar[bool] = True

    resumed_at: Moment
    due_before: Moment
    due_at: Moment


class TaskExtensionRejected(TaskEvent):
    """An extension was refused; the due date stays. Read by notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.extension_rejected.v1"
    PUBLIC: ClassVar[bool] = True

    decided_at: Moment
    opinion: str = Field(max_length=1000)


class TaskAudited(TaskEvent):
    """Somebody judged the report. Failed, the unit goes on. Read by intake, notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.audited.v1"
    PUBLIC: ClassVar[bool] = True

    audited_at: Moment
    passed: bool
    opinion: str = Field(default="", max_length=1000)


class TaskCalledBack(TaskEvent):
    """The person was asked what they think. TaskClosed follows where that ends the task.

    Read by intake, notifier (a redo), metrics (resolved and satisfied, each its own fact).
    """

    TYPE: ClassVar[str] = "ledger.task.called_back.v1"
    PUBLIC: ClassVar[bool] = True

    called_at: Moment
    outcome: Code = Field(
        description="satisfied, unreachable, no_reply_wanted, dissatisfied_at_fault (done again)"
        " or dissatisfied_explained"
    )
    resolved: bool | None = Field(default=None, description="as the person sees it")
    satisfied: bool | None = Field(default=None, description="none where nobody was asked")
    redo_count: int = Field(default=0, ge=0)


class TaskReopened(TaskEvent):
    """A closed task was taken up again, with a due date of its own. Read by intake, notifier, metrics."""

    TYPE: ClassVar[str] = "ledger.task.reopened.v1"
    PUBLIC: ClassVar[bool] = True

    reopened_at: Moment
    due_at: Moment
    due_basis_zh: str
    due_basis_en: str
    cycle: int = Field(ge=2)
    reason: str = Field(max_length=1000)


class TaskWrittenOff(TaskEvent):
    """Struck off the ledger by somebody who had no part in it. Read by metrics, departments."""

    TYPE: ClassVar[str] = "ledger.task.written_off.v1"
    PUBLIC: ClassVar[bool] = True

    written_off_at: Moment
    written_off_by: Code
    opinion: str = Field(max_length=1000)


class TaskSupervised(TaskEvent):
    """A supervisor presses for it. Read by notifier (tells owner and head), metrics."""

    TYPE: ClassVar[str] = "ledger.task.supervised.v1"
    PUBLIC: ClassVar[bool] = True

    supervised_at: Moment
    level: Code = Field(description="reminded, supervised or listed")
    opinion: str = Field(max_length=1000, description="what is demanded")


class TaskDeferred(TaskEvent):
    """It takes long: what will be done by when. The due date stays. Read by intake, metrics."""

    TYPE: ClassVar[str] = "ledger.task.deferred.v1"
    PUBLIC: ClassVar[bool] = True

    deferred_at: Moment
    plan: str = Field(max_length=1000)
    promised_at: Moment


class TaskSupervisionLifted(TaskEvent):
    """A supervisor no longer presses for it. Read by notifier (tells owner and head), metrics."""

    TYPE: ClassVar[str] = "ledger.task.supervision_lifted.v1"
    PUBLIC: ClassVar[bool] = True

    lifted_at: Moment
    level: Code = Field(description="the level until then: reminded, supervised or listed")
    reason: str = Field(max_length=1000)
