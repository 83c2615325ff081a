"""All that a service does with NATS: connects, listens, relays, and knows how it is.

The service starts and serves while NATS is away; the connection is made in the background, and
`/readyz` says what is missing.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from faststream.nats import JStream
from faststream.nats.security import NatsNKey
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.cancelling import cancel
from shared.events.catalogue import published_by
from shared.logs import get_logger
from shared.messaging.broker import EventBroker
from shared.messaging.consuming import BatchProcessor, EventHandler
from shared.messaging.provisioning import consumer_drift
from shared.messaging.questions import Answer, Question, ask, listen
from shared.messaging.relay import Relay
from shared.messaging.retrying import Retrying
from shared.messaging.streams import Consumer, stream_of
from shared.messaging.trust import trusting
from shared.settings import Settings

log = get_logger(__name__)

EXIT_CLOSED = 69
"""Exit status (EX_UNAVAILABLE) of a process whose connection is gone for good; it is to be restarted."""
PROVISION_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Subscription:
    """A declared consumer and what is done with its events."""

    consumer: Consumer
    handler: EventHandler
    batch: int = 200
    in_flight: int = 1
    """Batches at once, on connections of their own; more than one gives up the order between batches."""
    rest: float = 0.0
    """Seconds to wait after a batch that was not full. The first message never waits; those that come
    meanwhile are handled together, in one transaction. 0 where every millisecond counts."""


class Bus:
    """One service's way to the others."""

    def __init__(
        self,
        settings: Settings,
        service: str,
        engine: AsyncEngine,
        subscriptions: Sequence[Subscription],
        *,
        relay_rest: float = 0.0,
        answers: Mapping[Question, Answer] | None = None,
    ) -> None:
        self.relay = Relay(engine, relay_rest)
        self.problem = "not started yet"
        """Why the bus cannot be used, for people; empty while it can."""
        self.broker = EventBroker(
            settings.nats_servers,
            service=service,
            on_closed=lambda: os._exit(EXIT_CLOSED),
            security=security_of(settings),
        )
        self.retry = Retrying(
            engine, service, {each.consumer.name: each.handler for each in subscriptions}
        )
        """Handles again what this service had put aside."""
        self._consumers = [subscription.consumer for subscription in subscriptions]
        self._task: asyncio.Task[None] | None = None
        self._answers = dict(answers or {})
        self._announce(service)
        for subscription in subscriptions:
            processor = BatchProcessor(
                engine, subscription.consumer, subscription.handler, on_commit=self.relay.wake
            )
            self.broker.listen(
                subscription.consumer,
                processor,
                batch=subscription.batch,
                in_flight=subscription.in_flight,
                rest=subscription.rest,
            )

    async def start(self) -> None:
        """Begin connecting; returns at once."""
        self._task = asyncio.create_task(self._run(), name="bus")
        self._task.add_done_callback(_end_process_on_failure)

    async def stop(self) -> None:
        """Let work in hand finish, give the rest back, disconnect."""
        if self._task is not None:
            self._task.remove_done_callback(_end_process_on_failure)
            await cancel(self._task)
        await self.broker.stop()

    async def ask(self, question: Question, said: bytes, seconds: float) -> bytes:
        """Another service's answer. Raises `NobodyAnswers`."""
        client = self.broker.connection if self.broker.is_connected else None
        return await ask(client, question, said, seconds)

    async def problems(self) -> str:
        """What is missing at this moment, for `/readyz`; empty when all is well."""
        if not self.broker.is_connected:
            return (
                f"no connection to NATS, trying again: {self.broker.last_error or 'no answer yet'}"
            )
        return self.problem or await self._missing_consumers()

    async def _run(self) -> None:
        await self.broker.connect()
        while missing := await self._missing_consumers():
            self.problem = missing
            await asyncio.sleep(PROVISION_PAUSE_SECONDS)
        await self.broker.start()
        for question, answer in self._answers.items():
            await listen(self.broker.connection, question, answer)
        self.problem = ""
        log.info("bus_ready", consumers=[consumer.name for consumer in self._consumers])
        await self.relay.run(self.broker.connection)

    async def _missing_consumers(self) -> str:
        js = self.broker.connection.jetstream(timeout=2)
        for consumer in self._consumers:
            drift = await consumer_drift(js, consumer)
            if drift is None:
                return (
                    f"consumer {consumer.name} is missing: run `python -m shared.provision streams`"
                )
            if drift:
                return (
                    f"consumer {consumer.name} differs from its declaration in {', '.join(drift)}"
                )
        return ""

    def _announce(self, service: str) -> None:
        stream = JStream(stream_of(service), declare=False)
        for event in published_by(service):
            self.broker.publisher(
                f"{event.TYPE}.*",
                stream=stream,
                schema=event,
                title=event.TYPE,
                description=event.__doc__,
            )


def security_of(settings: Settings) -> NatsNKey:
    """The service's own key, and whose certificates it believes."""
    seed = settings.nats_seed.get_secret_value()
    return NatsNKey.from_seed(seed, ssl_context=trusting(settings.nats_ca))


def _end_process_on_failure(task: asyncio.Task[None]) -> None:
    """A bus that cannot run is not hidden: the process ends, is restarted, and the log says why."""
    if not task.cancelled() and (error := task.exception()):
        log.error("bus_failed", exc_info=error)
        os._exit(EXIT_CLOSED)
