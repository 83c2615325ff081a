"""Every stream and every durable consumer, declared here and nowhere else.

Subscribers never create or change them: `python -m shared.provision streams` does.
"""

from dataclasses import dataclass
from datetime import timedelta

from shared.events.catalogue import public_events

SERVICES = ("intake", "ledger", "notifier", "metrics")


@dataclass(frozen=True, slots=True)
class Stream:
    """A JetStream stream: kept until `max_bytes`, then it refuses (discard new) and outboxes hold."""

    name: str
    description: str
    subjects: tuple[str, ...] = ()
    sources: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Streams it copies from, each with the subjects it takes."""
    share_of_limit: float = 1.0
    """Its `max_bytes` as a part of the configured limit."""


@dataclass(frozen=True, slots=True)
class Consumer:
    """A durable pull consumer of one service."""

    name: str
    service: str
    stream: str
    filters: tuple[str, ...]
    description: str
    ack_wait: timedelta = timedelta(seconds=10)
    """After this a message that nobody acknowledged goes to somebody else. It is how long what a killed
    replica had in hand waits; a batch takes well under a second, and one that took longer would be
    delivered twice, which the inbox recognises."""
    max_ack_pending: int = 4000


def stream_of(publisher: str) -> str:
    """The stream that a publisher's subjects land in: `INTAKE` for `intake`."""
    return publisher.upper()


STREAMS: tuple[Stream, ...] = (
    Stream("INTAKE", "What people said", ("intake.>",)),
    Stream("LEDGER", "What became of it, and the directory", ("ledger.>",)),
    Stream("NOTIFIER", "Who was told", ("notifier.>",), share_of_limit=0.25),
    Stream("METRICS", "Figures that were frozen", ("metrics.>",), share_of_limit=0.1),
    Stream("PARKED", "Messages put aside, with the reason", ("parked.>",), share_of_limit=0.1),
    Stream(
        "PUBLIC",
        "What other departments may read, each its own unit's",
        sources=(("LEDGER", tuple(f"{event.TYPE}.*" for event in public_events())),),
        share_of_limit=0.5,
    ),
    Stream(
        "ADVISORIES",
        "The server's own warnings about deliveries",
        (
            "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>",
            "$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>",
        ),
        share_of_limit=0.05,
    ),
)

REGISTER_COMPLAINTS = Consumer(
    "ledger-register-complaints",
    "ledger",
    "INTAKE",
    ("intake.complaint.>",),
    "each complaint becomes one task",
)
FOLLOW_TASKS = Consumer(
    "intake-follow-tasks",
    "intake",
    "LEDGER",
    ("ledger.task.>", "ledger.unit.>", "ledger.category.>"),
    "intake's own copy of what became of a complaint",
)
LIST_DISTRICTS = Consumer(
    "intake-list-districts",
    "intake",
    "LEDGER",
    ("ledger.district.>",),
    "the districts that the form offers",
)
PLAN_NOTICES = Consumer(
    "notifier-plan-notices",
    "notifier",
    "LEDGER",
    (
        "ledger.task.>",
        "ledger.staff.>",
        "ledger.unit.>",
        "ledger.liaison.>",
        "ledger.pain_point.>",
        "ledger.quick_fix.>",
    ),
    "who is told what",
)
RECORD_INTAKE = Consumer(
    "metrics-record-intake", "metrics", "INTAKE", ("intake.>",), "facts from intake"
)
RECORD_LEDGER = Consumer(
    "metrics-record-ledger", "metrics", "LEDGER", ("ledger.>",), "facts from ledger"
)
RECORD_NOTIFIER = Consumer(
    "metrics-record-notifier", "metrics", "NOTIFIER", ("notifier.>",), "facts from notifier"
)
RECORD_PARKED = Consumer(
    "metrics-record-parked", "metrics", "PARKED", ("parked.>",), "messages put aside anywhere"
)

CONSUMERS: tuple[Consumer, ...] = (
    REGISTER_COMPLAINTS,
    FOLLOW_TASKS,
    LIST_DISTRICTS,
    PLAN_NOTICES,
    RECORD_INTAKE,
    RECORD_LEDGER,
    RECORD_NOTIFIER,
    RECORD_PARKED,
)


def consumers_of(service: str) -> tuple[Consumer, ...]:
    """The consumers that one service reads through, in the order declared."""
    return tuple(consumer for consumer in CONSUMERS if consumer.service == service)
