"""The events of a message that could not be handled: put aside with its reason, and handled after all."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Event, Moment


class MessageParked(Event):
    """A message was put aside: nothing waits for it, nobody forgets it. Read by metrics.

    The message itself stays in the parking service's `parked_messages`, to be read and retried.
    """

    TYPE: ClassVar[str] = "parked.message.v1"

    service: Code
    consumer: Code
    message_id: str = Field(max_length=200)
    message_type: str | None = Field(default=None, max_length=200)
    stream: str = Field(max_length=64)
    stream_sequence: int
    reason: str = Field(max_length=1000)
    parked_at: Moment

    def aggregate_id(self) -> str:
        """The parked message."""
        return self.message_id

    def subject(self) -> str:
        """One subject per service and consumer, so that a service can publish only its own."""
        return f"parked.{self.service}.{self.consumer}.v1"


class MessageRetried(Event):
    """A message that had been put aside was handled after all. Read by metrics."""

    TYPE: ClassVar[str] = "parked.message.retried.v1"

    service: Code
    consumer: Code
    message_id: str = Field(max_length=200)
    retried_at: Moment

    def aggregate_id(self) -> str:
        """The message."""
        return self.message_id

    def subject(self) -> str:
        """Under the service and its consumer, as the event of its being put aside."""
        return f"parked.{self.service}.{self.consumer}.retried.v1"
