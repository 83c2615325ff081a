"""Events that ledger publishes: what becomes of a task, and the directory of units and staff."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from shared.events.envelope import CITY, UNASSIGNED, Code, Event, Moment, Number

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal."""


class TaskEvent(Event):
    """What every task event says."""

    task_number: Number
    complaint_number: Number | None = None
    unit_code: Code | None = Field(default=None, description="lead unit; none while in the tray")

    def aggregate_id(self) -> str:
        """The task's number."""
        return self.task_number

    def unit_token(self) -> str:
        """The lead unit, or `unassigned`."""
        return self.unit_code or UNASSIGNED


class TaskRegistered(TaskEvent):
    """A complaint has become an entry of the ledger. Read by intake (status) and metrics."""

    TYPE: ClassVar[str] = "ledger.task.registered.v1"

    registered_at: Moment
    received_at: Moment
    channel: Code
    nature: Code
    category_code: Code | None = None
    district_code: Code | None = None
    service_item_code: Code | None = None
    confidential: bool = False
    title: str = Field(max_length=200, description="masked by intake")


class TaskDispatched(TaskEvent):
    """A unit and an owner have become responsible, and the clock runs.

    Read by notifier (tells the owner), intake (shows the promised date), metrics, departments.
    """

    TYPE: ClassVar[str] = "ledger.task.dispatched.v1"
    PUBLIC: ClassVar[bool] = True

    dispatched_at: Moment
    due_at: Moment
    due_basis_zh: str = Field(description="why it is due then, in words")
    due_basis_en: str
    owner_id: Code | None = None
    rule_code: Code | None = Field(default=None, description="routing rule; none when by hand")
    hop: int = Field(default=1, ge=1, description="how many times it has been dispatched")
    title: str = Field(max_length=200)
    category_code: Code | None = None
    assist_units: tuple[Code, ...] = Field(
        default=(), description="units that assist the lead unit"
    )
    sign_by: Moment | None = Field(default=None, description="by when the unit signs for it")
    contact_by: Moment | None = Field(
        default=None, description="by when it speaks with the person, where it is urgent"
    )


class TaskSigned(TaskEvent):
    """The owner has taken the task on. Read by intake, metrics, departments."""

    TYPE: ClassVar[str] = "ledger.task.signed.v1"
    PUBLIC: ClassVar[bool] = True

    signed_at: Moment
    owner_id: Code


class TaskReported(TaskEvent):
    """The owner says what was done. Read by intake (shows the reply), notifier, metrics, departments."""

    TYPE: ClassVar[str] = "ledger.task.reported.v1"
    PUBLIC: ClassVar[bool] = True

    reported_at: Moment
    owner_id: Code
    result: Code = Field(description="resolved, partly, unresolved_explained or out_of_scope")
    public_reply: str = Field(max_length=4000)


class TaskClosed(TaskEvent):
    """The dispatcher has audited the report and closed the task.

    Read by intake, notifier, metrics, departments.
    """

    TYPE: ClassVar[str] = "ledger.task.closed.v1"
    PUBLIC: ClassVar[bool] = True

    closed_at: Moment
    result: Code


class TrailAnchored(Event):
    """What the trail of all tasks was at the end of a day, in one digest; each holds the one before.

    Published once a day, so that others hold a copy that the ledger cannot take back.
    How it is computed: docs/decisions/0010-the-trail-proves-itself.md.
    """

    TYPE: ClassVar[str] = "ledger.trail.anchored.v1"

    day: date = Field(description="in China")
    tasks: int = Field(ge=0, description="tasks that changed since the anchor before")
    digest: Digest
    previous: Digest | None = Field(
        default=None, description="digest of the anchor before; none in the first"
    )

    def aggregate_id(self) -> str:
        """There is one trail."""
        return "trail"


class UnitListed(Event):
    """A unit was added or changed in the directory. Read by intake, notifier, metrics for its name."""

    TYPE: ClassVar[str] = "ledger.unit.listed.v1"

    unit_code: Code
    name_zh: str
    name_en: str
    active: bool = True

    def aggregate_id(self) -> str:
        """The unit's code."""
        return self.unit_code

    def unit_token(self) -> str:
        """The unit itself."""
        return self.unit_code


class StaffListed(Event):
    """A member of staff was added or changed. Office addresses only; read by notifier."""

    TYPE: ClassVar[str] = "ledger.staff.listed.v1"

    staff_id: Code
    name: str
    unit_code: Code | None = None
    roles: tuple[Code, ...] = ()
    email: str | None = None
    transports: tuple[Code, ...] = Field(
        default=(), description="other means, by name of a transport that notifier is set up for"
    )
    language: Code = "zh"
    active: bool = True

    def aggregate_id(self) -> str:
        """The staff id."""
        return self.staff_id

    def unit_token(self) -> str:
        """The unit the person works for, or `city`."""
        return self.unit_code or CITY


class CategoryListed(Event):
    """A category was added or changed. Read by intake (offers it in the form) and metrics."""

    TYPE: ClassVar[str] = "ledger.category.listed.v1"

    category_code: Code
    name_zh: str
    name_en: str
    parent_code: Code | None = None
    active: bool = True

    def aggregate_id(self) -> str:
        """The category's code."""
        return self.category_code
