"""Events that intake publishes. People's names, phones and addresses are in none of them."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.events.envelope import CITY, UNASSIGNED, Code, Event, Moment, Number


class ContactRevealed(Event):
    """An officer was told how to reach somebody. What was told is in no event.

    Published by intake before it answers, whatever the ledger writes: the two books can be compared.
    Read by metrics.
    """

    TYPE: ClassVar[str] = "intake.contact.revealed.v1"

    question_id: UUID
    complaint_number: Number
    revealed_at: Moment
    asked_by: Code = Field(description="staff id")
    unit_code: Code | None = Field(default=None, description="unit of whoever asked")
    purpose: Code = Field(description="contact, call_back, deliver or safety")

    def aggregate_id(self) -> str:
        """The question: each is a fact of its own."""
        return str(self.question_id)

    def unit_token(self) -> str:
        """The unit of whoever asked."""
        return self.unit_code or CITY


class ComplaintReceived(Event):
    """Somebody said something and got a receipt.

    Published by intake once per complaint, after the commit that the receipt promises.
    Read by ledger (registers a task) and metrics (counts it received).
    """

    TYPE: ClassVar[str] = "intake.complaint.received.v1"

    complaint_number: Number
    received_at: Moment
    occurred_at: Moment | None = None
    channel: Code
    channel_reference: str | None = Field(
        default=None, max_length=100, description="number in the system it came from"
    )
    nature: Code = Field(description="consult, help, complaint, report, suggest or praise")
    title: str = Field(max_length=200, description="masked")
    content: str = Field(max_length=4000, description="masked")
    category_code: Code | None = None
    service_item_code: Code | None = None
    district_code: Code | None = None
    confidential: bool = False
    has_contact: bool = Field(default=False, description="intake knows how to reach the person")
    reporter_key: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{32}$",
        description="the same for complaints from the same telephone, and worth nothing outside intake;"
        " none for who left no telephone and for who asks for confidentiality",
    )
    urgency: Code | None = Field(
        default=None, description="ordinary, urgent or major; none where nobody said"
    )
    wants_reply: bool = True
    language: Code = "zh"

    def aggregate_id(self) -> str:
        """The complaint's number."""
        return self.complaint_number

    def unit_token(self) -> str:
        """No unit: nobody has been made responsible yet."""
        return UNASSIGNED
