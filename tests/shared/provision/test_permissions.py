"""Each service may do its own work on the bus and nothing else; asked of the real server."""

import asyncio

import pytest
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, PullSub
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout

from shared.messaging.questions import REVEAL_CONTACT
from shared.messaging.streams import CONSUMERS
from shared.provision import SERVICES
from shared.provision.permissions import of_service
from tests.shared.provision.conftest import Installation, pull


async def test_a_service_publishes_its_own_events_and_gets_the_acknowledgement(
    installation: Installation,
) -> None:
    for service in SERVICES:
        js = (await installation.as_service(service)).client.jetstream()
        event = await js.publish(f"{service}.thing.happened.v1.city", b"{}", stream=service.upper())
        parked = await js.publish(f"parked.{service}.message", b"{}", stream="PARKED")
        assert (event.stream, parked.stream) == (service.upper(), "PARKED")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_cannot_speak_for_another(installation: Installation, service: str) -> None:
    user = await installation.as_service(service)
    for other in set(SERVICES) - {service}:
        assert await user.is_denied(f"{other}.thing.happened.v1.city")
        assert await user.is_denied(f"parked.{other}.message")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_hears_nothing_but_its_own_inbox(
    installation: Installation, service: str
) -> None:
    user = await installation.as_service(service)
    for subject in (">", "intake.>", "ledger.>", "_INBOX.>", "_INBOX_other.>", "$JS.EVENT.>"):
        assert await user.may_not_listen(subject)
    assert not await user.may_not_listen(f"_INBOX_{service}.mine")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_cannot_change_streams_or_touch_foreign_consumers(
    installation: Installation, service: str
) -> None:
    user = await installation.as_service(service)
    foreign = [c for c in CONSUMERS if c.service != service]
    denied = [
        "$JS.API.INFO",
        "$JS.API.STREAM.NAMES",
        f"$JS.API.STREAM.UPDATE.{service.upper()}",
        f"$JS.API.STREAM.DELETE.{service.upper()}",
        f"$JS.API.STREAM.PURGE.{service.upper()}",
        f"$JS.API.STREAM.MSG.DELETE.{service.upper()}",
        *(
            f"$JS.API.CONSUMER.{call}.{c.stream}.{c.name}"
            for c in foreign
            for call in FOREIGN_CALLS
        ),
        *(f"$JS.ACK.{c.stream}.{c.name}.1.1.1.1.0" for c in foreign),
        f"$JS.API.CONSUMER.CREATE.{service.upper()}.{service}-new",
        "$JS.API.CONSUMER.DURABLE.CREATE.LEDGER.new",
    ]
    for subject in denied:
        assert await user.is_denied(subject), subject


FOREIGN_CALLS = ("INFO", "MSG.NEXT", "CREATE", "DELETE", "RESET")


async def test_only_metrics_may_make_its_consumers_anew() -> None:
    for service in SERVICES:
        allowed = of_service(service, CONSUMERS, may_rebuild=service == "metrics").publish
        creates = any("CONSUMER.CREATE" in subject for subject in allowed)
        assert creates == (service == "metrics")


async def test_metrics_replays_by_deleting_and_creating_its_consumer(
    installation: Installation,
) -> None:
    js = (await installation.as_service("metrics")).client.jetstream()
    config = (await js.consumer_info("INTAKE", "metrics-record-intake")).config
    await js.delete_consumer("INTAKE", "metrics-record-intake")
    await js.add_consumer("INTAKE", config)
    assert (await js.consumer_info("INTAKE", "metrics-record-intake")).name


async def test_a_service_looks_into_its_own_stream_to_notice_losses(
    installation: Installation,
) -> None:
    js = (await installation.as_service("ledger")).client.jetstream()
    ack = await js.publish("ledger.task.seen.v1.city", b"here", stream="LEDGER")
    assert (await js.stream_info("LEDGER")).state.last_seq >= ack.seq
    assert (await js.get_msg("LEDGER", ack.seq)).data == b"here"
    assert (await js.get_msg("LEDGER", ack.seq, direct=True)).data == b"here"
    latest = await js.get_last_msg("LEDGER", "ledger.task.seen.v1.city", direct=True)
    assert latest.data == b"here"


async def test_provision_publishes_no_event_and_hears_none(installation: Installation) -> None:
    user = await installation.as_service("provision")
    assert await user.is_denied("intake.complaint.received.v1.city")
    assert await user.may_not_listen("intake.>")


async def test_a_stranger_is_turned_away(installation: Installation) -> None:
    from shared.provision.keys import new_nkey_seed  # noqa: PLC0415

    with pytest.raises(Exception, match="Authorization Violation"):
        await installation.connect("intake", new_nkey_seed())


async def test_faststream_consumes_by_pull_under_these_permissions(
    installation: Installation,
) -> None:
    intake = (await installation.as_service("intake")).client.jetstream()
    broker = NatsBroker(
        installation.url,
        nkeys_seed_str=installation.seed("ledger"),
        inbox_prefix="_INBOX_ledger",
    )
    got: asyncio.Queue[str] = asyncio.Queue()

    @broker.subscriber(
        "intake.complaint.>",
        durable="ledger-register-complaints",
        stream=JStream("INTAKE", declare=False),
        pull_sub=PullSub(batch_size=1),
        ack_policy=AckPolicy.ACK,
        inbox_prefix=b"_INBOX_ledger.",
    )
    async def register(body: str) -> None:
        got.put_nowait(body)

    async with broker:
        await broker.start()
        await intake.publish("intake.complaint.received.v1.city", b"said", stream="INTAKE")
        assert await asyncio.wait_for(got.get(), 10) == "said"


async def test_a_denied_pull_ends_in_silence_and_a_reason(installation: Installation) -> None:
    user = await installation.as_service("notifier")
    with pytest.raises(NatsTimeout):
        await user.client.request(
            "$JS.API.CONSUMER.MSG.NEXT.INTAKE.ledger-register-complaints", pull(), timeout=0.3
        )
    assert any("permissions violation" in error for error in user.errors)


async def test_only_the_ledger_asks_for_contacts_and_only_intake_hears_it(
    installation: Installation,
) -> None:
    subject = REVEAL_CONTACT.subject
    for service in SERVICES:
        user = await installation.as_service(service)
        assert await user.is_denied(subject) == (service != "ledger"), service
        assert await user.may_not_listen(subject) == (service != "intake"), service
        assert await user.may_not_listen("ask.>"), service


async def test_intake_answers_whoever_asked_once_and_nobody_else(
    installation: Installation,
) -> None:
    intake = await installation.as_service("intake")
    ledger = await installation.as_service("ledger")

    async def twice(message: Msg) -> None:
        await message.respond(b"first")
        await message.respond(b"second")

    await intake.client.subscribe(REVEAL_CONTACT.subject, cb=twice)
    await intake.client.flush()
    assert await intake.is_denied("_INBOX_ledger.unasked")
    answer = await ledger.client.request(REVEAL_CONTACT.subject, b"", timeout=5)
    assert answer.data == b"first"
    await intake.client.flush()
    assert any("permissions violation" in error.lower() for error in intake.errors)
