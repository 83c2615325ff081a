"""Events that notifier publishes: who was told, and who could not be."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Event, Moment, Number


class NoticeEvent(Event):
    """What every notice event says. The recipient is a staff id, never an address."""

    notice_id: str = Field(max_length=64)
    task_number: Number | None = None
    unit_code: Code | None = None
    recipient_id: Code
    reason: Code
    transport: Code

    def aggregate_id(self) -> str:
        """The notice."""
        return self.notice_id

    def unit_token(self) -> str:
        """The recipient's unit, or `city`."""
        return self.unit_code or super().unit_token()


class NoticeDelivered(NoticeEvent):
    """A provider has accepted a notice. Read by metrics."""

    TYPE: ClassVar[str] = "notifier.notice.delivered.v1"

    delivered_at: Moment
    attempts: int = Field(ge=1)


class NoticeFailed(NoticeEvent):
    """A notice could not be delivered and will not be tried again by itself. Read by metrics."""

    TYPE: ClassVar[str] = "notifier.notice.failed.v1"

    failed_at: Moment
    attempts: int = Field(ge=1)
    error: str = Field(max_length=500, description="the provider's words, without addresses")
