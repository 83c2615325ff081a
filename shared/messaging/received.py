"""Messages as they come off a stream, and as events once they have been read and checked."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from nats.aio.msg import Msg
from pydantic import ValidationError

from shared.events.catalogue import BY_TYPE
from shared.events.envelope import Event


class Unreadable(ValueError):
    """A message that is no event we know; its text is the reason, for people."""


@dataclass(frozen=True, slots=True)
class RawMessage:
    """A delivered message, before anything in it is believed."""

    id: str
    """CloudEvents id; made from the content for a message that has none."""
    type: str | None
    subject: str
    stream: str
    stream_sequence: int
    deliveries: int
    headers: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """An event that was delivered, checked against its class."""

    event: Event
    id: str
    time: datetime | None
    version: int
    correlation_id: str
    traceparent: str
    raw: RawMessage


def raw_message(message: Msg) -> RawMessage:
    """What the server says about a delivered message."""
    headers = _clean_headers(message.headers or {})
    parts = message.reply.split(".")  # $JS.ACK.stream.consumer.deliveries.sequence.…
    return RawMessage(
        id=headers.get("ce-id") or _content_id(message),
        type=headers.get("ce-type"),
        subject=_clean(message.subject),
        stream=parts[-7],
        stream_sequence=int(parts[-4]),
        deliveries=int(parts[-5]),
        headers=headers,
        data=message.data,
    )


def _clean_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Headers that PostgreSQL can keep; those that can already, as all of ours, are taken as they are."""
    if _is_plain("".join(chain.from_iterable(headers.items()))):
        return headers
    return {_clean(name): _clean(value) for name, value in headers.items()}


def _is_plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


def _clean(text: str) -> str:
    """Text that PostgreSQL can keep, whatever a stranger put into a header."""
    if _is_plain(text):
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _content_id(message: Msg) -> str:
    digest = hashlib.sha256(message.subject.encode() + b"\0" + message.data).hexdigest()
    return f"unidentified:{digest}"


def read(raw: RawMessage) -> Received:
    """The event in a message. Raises `Unreadable` with the reason when there is none."""
    if raw.headers.get("ce-specversion") != "1.0" or raw.type is None:
        raise Unreadable("not a CloudEvents 1.0 message: ce-specversion or ce-type is missing")
    kind = BY_TYPE.get(raw.type)
    if kind is None:
        raise Unreadable(f"unknown event type {raw.type}")
    try:
        event = kind.model_validate_json(raw.data)
    except ValidationError as error:
        raise Unreadable(_explain(raw.type, error)) from None
    return Received(
        event=event,
        id=raw.id,
        time=_moment(raw.headers.get("ce-time")),
        version=_number(raw.headers.get("ce-aggregateversion")),
        correlation_id=raw.headers.get("ce-correlationid") or raw.id,
        traceparent=raw.headers.get("traceparent", ""),
        raw=raw,
    )


def _explain(event_type: str, error: ValidationError) -> str:
    """Fields and what is wrong with them, without the values: they may be somebody's words."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return f"{event_type} does not fit its schema: " + "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in faults[:10]
    )


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1
