"""The events of the complaints in `complaints.py`, and what becomes of them: in memory, or in a stream."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from nats.aio.client import Client
from nats.aio.msg import Msg

from benchmarks.complaints import complaint
from shared.events.envelope import Envelope, Event, headers_of, wrap
from shared.events.intake import ComplaintReceived
from shared.events.ledger import TaskDispatched, TaskRegistered
from shared.messaging.publishing import publish
from shared.messaging.streams import stream_of

T = TypeVar("T")
BATCH = 500


def received(first: int, count: int) -> list[Envelope]:
    """Complaints received now, with numbers from `first` on that no other range has."""
    now = datetime.now(UTC)
    return [
        wrap(_event(number, now), source="intake", time=now)
        for number in range(first, first + count)
    ]


def registered(complaints: Sequence[Envelope]) -> list[Envelope]:
    """What the ledger says of these complaints first."""
    return [_wrap(each, 1, _registered(_complaint(each), each.time)) for each in complaints]


def dispatched(complaints: Sequence[Envelope], people: Sequence[tuple[str, str]]) -> list[Envelope]:
    """What it says next: each goes to one of the people, given as unit and id, in turn."""
    return [
        _wrap(each, 2, _dispatched(_complaint(each), each.time, people[place % len(people)]))
        for place, each in enumerate(complaints)
    ]


def _complaint(envelope: Envelope) -> ComplaintReceived:
    return cast("ComplaintReceived", envelope.event)


def _wrap(cause: Envelope, version: int, event: Event) -> Envelope:
    return wrap(
        event,
        source="ledger",
        time=cause.time,
        version=version,
        correlation_id=cause.correlation_id,
        causation_id=str(cause.id),
    )


def _registered(complaint: ComplaintReceived, at: datetime) -> TaskRegistered:
    return TaskRegistered(
        task_number=complaint.complaint_number,
        complaint_number=complaint.complaint_number,
        registered_at=at,
        received_at=complaint.received_at,
        channel=complaint.channel,
        nature=complaint.nature,
        category_code=complaint.category_code,
        district_code=complaint.district_code,
        title=complaint.title,
    )


def _dispatched(complaint: ComplaintReceived, at: datetime, to: tuple[str, str]) -> TaskDispatched:
    return TaskDispatched(
        task_number=complaint.complaint_number,
        complaint_number=complaint.complaint_number,
        unit_code=to[0],
        owner_id=to[1],
        dispatched_at=at,
        due_at=at + timedelta(days=7),
        due_basis_zh="一般工单 5 个工作日",
        due_basis_en="Ordinary order: 5 working days",
        title=complaint.title,
        category_code=complaint.category_code,
    )


def _event(number: int, now: datetime) -> ComplaintReceived:
    told = complaint(number)
    return ComplaintReceived.model_validate(
        {
            "complaint_number": f"20261123-{number:09d}",
            "received_at": now,
            "channel": "web",
            "nature": "complaint",
            "title": told["title"],
            "content": told["content"],
            "category_code": told.get("category"),
            "district_code": told["district"],
            "has_contact": "phone" in told,
        }
    )


def outbox_row(envelope: Envelope) -> dict[str, Any]:
    """The envelope as the relay reads it from an outbox."""
    event = envelope.event
    return {
        "event_id": envelope.id,
        "event_type": event.TYPE,
        "subject": event.subject(),
        "source": envelope.source,
        "aggregate_id": event.aggregate_id(),
        "aggregate_version": envelope.version,
        "time": envelope.time,
        "correlation_id": envelope.correlation_id,
        "causation_id": envelope.causation_id,
        "traceparent": envelope.traceparent,
        "payload": serialised(event),
    }


def serialised(event: Event) -> bytes:
    """The event's JSON."""
    return event.model_dump_json().encode()


async def fill(nats: Client, envelopes: Sequence[Envelope]) -> None:
    """Put events of one publisher into its stream. Raises RuntimeError when it does not take them."""
    stream = stream_of(envelopes[0].source)
    for batch in in_batches(list(map(outbox_row, envelopes)), BATCH):
        _, refused = await publish(nats, stream, batch)
        if refused:
            raise RuntimeError(f"{stream} did not take the events: {refused[0][1]}")


def in_batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in order, `size` at a time; the last batch may be shorter."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


class _Nobody:
    """Where acknowledgements of messages go that no server sent."""

    async def publish(self, *_: object, **__: object) -> None:
        """Nothing listens."""


def messages(envelopes: Sequence[Envelope]) -> list[Msg]:
    """As the server would deliver them for the first time; fresh ones, not yet acknowledged."""
    client = cast("Client", _Nobody())
    made = []
    for sequence, envelope in enumerate(envelopes, 1):
        row = outbox_row(envelope)
        headers = headers_of(row | {"time": envelope.time.isoformat()})
        reply = f"$JS.ACK.INTAKE.ledger-register-complaints.1.{sequence}.{sequence}.0.0"
        made.append(Msg(client, row["subject"], reply, row["payload"], headers))
    return made
