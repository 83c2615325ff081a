"""The event base class and its envelope: CloudEvents 1.0 attributes in NATS headers (binary mode)."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from shared.identifiers import new_id

UNASSIGNED = "unassigned"
"""Unit token of an event that concerns no unit yet."""
CITY = "city"
"""Unit token of an event that concerns every unit."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
"""A machine-readable code: lower case, digits, hyphens, underscores; safe inside a subject."""
Number = Annotated[str, StringConstraints(pattern=r"^[0-9-]{8,32}$")]
"""A complaint's tracking number, which is its task's number too: one number for everybody."""
Moment = AwareDatetime
"""A point in time with its zone; written in UTC."""

_UNIT_TOKEN = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Event(BaseModel):
    """A fact that left its service. Readers ignore fields that they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    TYPE: ClassVar[str]
    """`<publisher>.<aggregate>.<event>.v<major>`: the CloudEvents type and the subject's beginning."""
    PUBLIC: ClassVar[bool] = False
    """Whether the unit concerned may read it with another department's credentials."""

    def aggregate_id(self) -> str:
        """What the event is about: the CloudEvents `subject`."""
        raise NotImplementedError(f"{type(self).__name__} must say what it is about")

    def unit_token(self) -> str:
        """The last token of the subject, by which a department's reading is limited."""
        return CITY

    def subject(self) -> str:
        """The NATS subject it is published on. Raises ValueError for a unit that is no code."""
        return _subject(self.TYPE, self.unit_token())


@lru_cache(maxsize=4096)
def _subject(event_type: str, token: str) -> str:
    if not _UNIT_TOKEN.fullmatch(token):
        raise ValueError(f"{token!r} cannot be part of a subject")
    return f"{event_type}.{token}"


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event with what identifies and orders it."""

    event: Event
    id: uuid.UUID
    source: str
    time: datetime
    version: int = 1
    """How many events its aggregate has had, this one included; followers keep the highest."""
    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""


def wrap(
    event: Event,
    *,
    source: str,
    time: datetime,
    version: int = 1,
    correlation_id: str = "",
    causation_id: str = "",
) -> Envelope:
    """A new envelope with an identifier of its own; the correlation id defaults to that."""
    event_id = new_id()
    return Envelope(
        event, event_id, source, time, version, correlation_id or str(event_id), causation_id
    )


def headers_of(envelope: Mapping[str, str | int | None]) -> dict[str, str]:
    """NATS headers for an outbox row. `Nats-Msg-Id` is the event id, so the server deduplicates."""
    headers = {
        "Nats-Msg-Id": str(envelope["event_id"]),
        "ce-specversion": "1.0",
        "ce-id": str(envelope["event_id"]),
        "ce-source": f"/{envelope['source']}",
        "ce-type": str(envelope["event_type"]),
        "ce-time": str(envelope["time"]),
        "ce-subject": str(envelope["aggregate_id"]),
        "ce-datacontenttype": "application/json",
        "ce-aggregateversion": str(envelope["aggregate_version"]),
        "ce-correlationid": str(envelope["correlation_id"]),
        "content-type": "application/json",
    }
    if envelope.get("causation_id"):
        headers["ce-causationid"] = str(envelope["causation_id"])
    if envelope.get("traceparent"):
        headers["traceparent"] = str(envelope["traceparent"])
    return headers
