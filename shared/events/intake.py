"""Events that intake publishes. People's names, phones and addresses are in none of them."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import UNASSIGNED, Code, Event, Moment, Number


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
    wants_reply: bool = True
    language: Code = "zh"

    def aggregate_id(self) -> str:
        """The complaint's number."""
        return self.complaint_number

    def unit_token(self) -> str:
        """No unit: nobody has been made responsible yet."""
        return UNASSIGNED
