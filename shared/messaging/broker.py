"""The FastStream broker of a service: publishers, subscriptions, middlewares, AsyncAPI document.

`EventBroker` differs from `NatsBroker` in three ways, each the cure of a fault that was reproduced:
its subscriptions pull through `LingeringPull`; its error callback never raises once connected (raising
kills nats-py's reconnect task, for ever and in silence); a connection closed for good ends the process.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Union, cast

from faststream import AckPolicy
from faststream._internal.endpoint.subscriber.call_item import CallsCollection
from faststream.nats import JStream, NatsBroker, PullSub
from faststream.nats.broker.registrator import NatsRegistrator
from faststream.nats.configs import NatsBrokerConfig
from faststream.nats.subscriber.config import (
    NatsSubscriberConfig,
    NatsSubscriberSpecificationConfig,
)
from faststream.nats.subscriber.specification import NatsSubscriberSpecification
from faststream.nats.subscriber.usecases import BatchPullStreamSubscriber
from nats.aio.msg import Msg
from nats.errors import ConnectionClosedError
from nats.js.api import ConsumerConfig

from shared.events.catalogue import EVENTS
from shared.events.envelope import Event
from shared.logs import get_logger
from shared.messaging.lingering_pull import LingeringPull
from shared.messaging.streams import Consumer

log = get_logger(__name__)

BatchHandler = Callable[[list[Msg]], Awaitable[None]]


class LingeringSubscriber(BatchPullStreamSubscriber):
    """FastStream's batch subscriber, fetching through `LingeringPull`, several batches in flight."""

    batches_in_flight = 1
    rest = 0.0
    inbox_prefix = "_INBOX"

    async def _create_subscription(self) -> None:
        if self.subscription:
            return
        limit = self.pull_sub.batch_size
        pull = LingeringPull(
            self.connection,
            self.stream.name,
            self.extra_options["durable"],
            window=limit * (self.batches_in_flight + 1),
            inbox_prefix=self.inbox_prefix,
        )
        await pull.open()
        self.subscription = pull  # type: ignore[assignment]  # it has the one method that is called
        for _ in range(self.batches_in_flight):
            self.add_task(self._consume_for_ever, func_args=(pull, limit))

    async def _consume_for_ever(self, pull: LingeringPull, limit: int) -> None:
        while self.running:
            try:
                messages = await pull.take(limit)
            except ConnectionClosedError:
                return  # the closed callback ends the process
            if not self.running:
                await asyncio.gather(*(message.nak() for message in messages))
                return
            await self.consume(messages)
            if len(messages) < limit:
                await asyncio.sleep(self.rest)


class EventBroker(NatsBroker):
    """A broker whose subscriptions never create, change or lose anything."""

    def __init__(
        self, servers: list[str], *, service: str, on_closed: Callable[[], None], **options: Any
    ):
        self._service = service
        self._inbox = f"_INBOX_{service}"
        super().__init__(
            servers,
            name=service,
            inbox_prefix=self._inbox,
            connect_timeout=2,
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            ping_interval=10,
            max_outstanding_pings=2,
            pending_size=8 << 20,
            drain_timeout=5,
            apply_types=False,
            ack_policy=AckPolicy.MANUAL,
            logger=None,
            **options,
        )
        self._connection_kwargs["error_cb"] = self._on_error
        self._connection_kwargs["closed_cb"] = self._closed(on_closed)
        self._stopping = False
        self.last_error = ""
        """What NATS or the way to it last complained of."""

    def listen(
        self,
        consumer: Consumer,
        handler: BatchHandler,
        *,
        batch: int,
        in_flight: int = 1,
        rest: float = 0.0,
    ) -> None:
        """Hand batches of raw messages of a declared consumer to `handler`, which acknowledges."""
        subscriber = _subscriber(consumer, batch, cast("NatsBrokerConfig", self.config))
        subscriber.batches_in_flight, subscriber.inbox_prefix = in_flight, self._inbox
        subscriber.rest = rest
        super(NatsRegistrator, self).subscriber(subscriber)
        subscriber.add_call(parser_=None, decoder_=_raw, dependencies_=())(
            _documented(handler, consumer)
        )

    @property
    def is_connected(self) -> bool:
        """Whether a server is there and has let us in."""
        return self._connection is not None and bool(self._connection.is_connected)

    async def stop(self, *args: Any) -> None:
        """Finish what is in hand, hand the rest back, disconnect."""
        self._stopping = True
        await super().stop(*args)

    async def _on_error(self, error: Exception) -> None:
        self.last_error = str(error).removeprefix("nats: ")
        log.warning("nats_error", error=self.last_error)

    def _closed(self, on_closed: Callable[[], None]) -> Callable[[], Awaitable[None]]:
        async def closed() -> None:
            if not self._stopping:
                log.error("nats_closed_for_good")
                on_closed()

        return closed


def _subscriber(consumer: Consumer, batch: int, outer: NatsBrokerConfig) -> LingeringSubscriber:
    """What FastStream makes of `PullSub(batch=True)`, for a consumer that exists already."""
    calls: CallsCollection[list[Msg]] = CallsCollection()
    filters = list(consumer.filters)
    config = NatsSubscriberConfig(
        subject="",
        sub_config=ConsumerConfig(filter_subjects=filters),
        extra_options={"durable": consumer.name},
        no_reply=True,
        _outer_config=outer,
        _ack_policy=AckPolicy.MANUAL,
    )
    described = NatsSubscriberSpecificationConfig(
        subject="",
        queue=consumer.name,
        filter_subjects=filters,
        title_=consumer.name,
        description_=consumer.description,
        include_in_schema=True,
    )
    specification = NatsSubscriberSpecification(
        _outer_config=outer, calls=calls, specification_config=described
    )
    return LingeringSubscriber(
        config,
        specification,
        calls,
        stream=JStream(consumer.stream, declare=False),
        pull_sub=PullSub(batch_size=batch, batch=True),
    )


async def _raw(message: Any, _original: Any) -> Any:
    return message.raw_message


def _documented(handler: BatchHandler, consumer: Consumer) -> BatchHandler:
    """The handler under the consumer's name, annotated with the events for the AsyncAPI document."""

    async def handle(messages: Any) -> None:
        await handler(messages)

    handle.__name__ = consumer.name.replace("-", "_")
    handle.__doc__ = consumer.description
    events = [event for event in EVENTS if any(_covers(each, event) for each in consumer.filters)]
    handle.__annotations__["messages"] = Union[tuple(events)]  # noqa: UP007 -- made at run time
    return handle


def _covers(pattern: str, event: type[Event]) -> bool:
    return event.TYPE.startswith(pattern.removesuffix(">").removesuffix("*"))
