"""What each NATS user may publish and subscribe to. Everything that is not listed is denied."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.messaging.questions import QUESTIONS
from shared.messaging.streams import Consumer, stream_of
from shared.provision import PROVISION, RELOADING

PUBLIC = "PUBLIC"
"""The only stream other departments read."""

DEPARTMENT_API = "core.api"
"""Where a department finds the JetStream API; `jetstream(prefix="core.api")` in its client."""


@dataclass(frozen=True)
class Permissions:
    """Subjects as NATS patterns, in the order they are explained."""

    publish: tuple[str, ...]
    subscribe: tuple[str, ...]
    responds: bool = False
    """It may answer, once, whoever asked it on a subject it listens to."""


def of_service(service: str, consumers: Iterable[Consumer], *, may_rebuild: bool) -> Permissions:
    """Publish its own events, read through its own consumers, look into its own stream.

    Args:
        may_rebuild: it may drop and make anew its own consumers, to replay from the first event.
    """
    publish = [f"{service}.>", f"parked.{service}.>", *_look_into(stream_of(service))]
    for consumer in consumers:
        if consumer.service == service:
            publish += _read_through(consumer)
            publish += _make_anew(consumer) if may_rebuild else []
    publish += [question.subject for question in QUESTIONS if question.asker == service]
    asked = [question.subject for question in QUESTIONS if question.answerer == service]
    return Permissions(tuple(publish), (inbox(service), *asked), responds=bool(asked))


def of_provision() -> Permissions:
    """The whole JetStream API of its account, and no event."""
    return Permissions(("$JS.API.>",), (inbox(PROVISION),))


def of_reloading() -> Permissions:
    """Find the servers and have them read their configuration again; in the system's account."""
    return Permissions(("$SYS.REQ.SERVER.PING", "$SYS.REQ.SERVER.*.RELOAD"), (inbox(RELOADING),))


def of_department(durable: str) -> Permissions:
    """Ask for, receive and acknowledge what its own consumer holds ready."""
    return Permissions(
        (
            f"{DEPARTMENT_API}.CONSUMER.INFO.{PUBLIC}.{durable}",
            f"{DEPARTMENT_API}.CONSUMER.MSG.NEXT.{PUBLIC}.{durable}",
            f"$JS.ACK.{PUBLIC}.{durable}.>",
        ),
        (inbox(durable),),
    )


def inbox(user: str) -> str:
    """The answers meant for this user; nobody else may listen there."""
    return f"_INBOX_{user}.>"


def _look_into(stream: str) -> list[str]:
    """Enough to notice that a stream lost what it had acknowledged."""
    return [
        f"$JS.API.STREAM.INFO.{stream}",
        f"$JS.API.STREAM.MSG.GET.{stream}",
        f"$JS.API.DIRECT.GET.{stream}",
        f"$JS.API.DIRECT.GET.{stream}.>",
    ]


def _read_through(consumer: Consumer) -> list[str]:
    name = f"{consumer.stream}.{consumer.name}"
    return [
        f"$JS.API.CONSUMER.INFO.{name}",
        f"$JS.API.CONSUMER.MSG.NEXT.{name}",
        f"$JS.ACK.{name}.>",
    ]


def _make_anew(consumer: Consumer) -> list[str]:
    name = f"{consumer.stream}.{consumer.name}"
    return [
        f"$JS.API.CONSUMER.CREATE.{name}",
        f"$JS.API.CONSUMER.CREATE.{name}.>",
        f"$JS.API.CONSUMER.DELETE.{name}",
    ]
