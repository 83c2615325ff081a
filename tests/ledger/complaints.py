"""Complaints as the ledger receives them."""

from datetime import UTC, datetime
from typing import Any

from shared.events.intake import ComplaintReceived
from shared.identifiers import new_id
from shared.messaging.received import RawMessage, Received


def number(index: int) -> str:
    """A complaint number for tests; the check digits are intake's business."""
    return f"261123-{index:06}-00"


def complaint(index: int = 1, **changes: Any) -> ComplaintReceived:
    """Somebody's street lamp is out, unless told otherwise."""
    facts: dict[str, Any] = {
        "complaint_number": number(index),
        "received_at": datetime(2026, 11, 23, 1, 58, tzinfo=UTC),
        "channel": "web_form",
        "nature": "complaint",
        "title": "小区门口的路灯不亮",
        "content": "滨湖区文华路 8 号门口的路灯坏了三天，晚上老人出门看不清台阶。",
        "category_code": "city-lighting",
        "district_code": "binhu",
    }
    return ComplaintReceived(**{**facts, **changes})


def received(event: ComplaintReceived, event_id: str | None = None) -> Received:
    """The event as the consumer hands it over."""
    identifier = event_id or str(new_id())
    body = event.model_dump_json().encode()
    headers = {"ce-specversion": "1.0", "ce-id": identifier, "ce-type": event.TYPE}
    raw = RawMessage(identifier, event.TYPE, event.subject(), "INTAKE", 1, 1, headers, body)
    return Received(event, identifier, event.received_at, 1, identifier, "", raw)
