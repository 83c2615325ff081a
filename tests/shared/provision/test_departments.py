"""Another department reads its own unit's public events; everything else is denied, each tried."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout
from nats.js import JetStreamContext

from shared.provision.departments import (
    AlreadyAddedError,
    Department,
    UnknownFormError,
    add_department,
    ensure_department_consumer,
    known_departments,
)
from shared.provision.streams import as_provision
from tests.shared.provision.conftest import Installation, User, consumer_pending, pull

OURS, THEIRS = Department("market-regulation"), Department("health")
API = "core.api.CONSUMER"


@dataclass
class Guests:
    """Two departments connected, and the ledger that publishes."""

    installation: Installation
    ours: User
    theirs: User
    ledger: JetStreamContext

    async def publish(self, department: Department, text: str) -> None:
        subject = f"ledger.task.dispatched.v1.{department.code}"
        await self.ledger.publish(subject, text.encode(), stream="LEDGER")

    async def fetch(self, user: User, department: Department, count: int = 1) -> list[bytes]:
        messages = await subscription_messages(user, department, count)
        for message in messages:
            await message.ack_sync(timeout=5)
        return [message.data for message in messages]


async def subscription_messages(user: User, department: Department, count: int) -> list[Msg]:
    js = user.client.jetstream(prefix="core.api")
    subscription = await js.pull_subscribe_bind(department.durable, "PUBLIC")
    return await subscription.fetch(count, timeout=5)


@pytest_asyncio.fixture
async def guests(installation: Installation) -> AsyncIterator[Guests]:
    nats_folder = installation.secrets / "nats"
    seeds = {d: add_department(nats_folder, d, renew=True) for d in (OURS, THEIRS)}
    await installation.reload()
    async with as_provision([installation.url], installation.seed("provision")) as js:
        for department in seeds:
            await js.purge_stream("PUBLIC")
            await ensure_department_consumer(js, department)
    ledger = (await installation.as_service("ledger")).client.jetstream()
    users = [await installation.connect(d.durable, seed) for d, seed in seeds.items()]
    yield Guests(installation, users[0], users[1], ledger)
    async with as_provision([installation.url], installation.seed("provision")) as js:
        for department in seeds:
            await js.delete_consumer("PUBLIC", department.durable)


async def test_a_department_reads_and_acknowledges_its_own_unit_only(guests: Guests) -> None:
    await guests.publish(THEIRS, "not for us")
    await guests.publish(OURS, "for us")
    assert await guests.fetch(guests.ours, OURS) == [b"for us"]
    assert await consumer_pending(guests.installation, "PUBLIC", OURS.durable) == 0
    with pytest.raises(NatsTimeout):
        await guests.fetch(guests.ours, OURS)


@pytest.mark.parametrize(
    "subject",
    [
        f"{API}.INFO.PUBLIC.{THEIRS.durable}",
        f"{API}.MSG.NEXT.PUBLIC.{THEIRS.durable}",
        f"$JS.ACK.PUBLIC.{THEIRS.durable}.1.1.1.1.0",
        f"{API}.CREATE.PUBLIC.{OURS.durable}",
        f"{API}.CREATE.PUBLIC.{OURS.durable}.ledger.*.*.*.health",
        f"{API}.DURABLE.CREATE.PUBLIC.another",
        f"{API}.DELETE.PUBLIC.{OURS.durable}",
        f"{API}.RESET.PUBLIC.{OURS.durable}",
        f"{API}.LIST.PUBLIC",
        f"{API}.INFO.LEDGER.notifier-plan-notices",
        f"{API}.MSG.NEXT.INTAKE.ledger-register-complaints",
        "core.api.INFO",
        "core.api.STREAM.INFO.PUBLIC",
        "core.api.STREAM.MSG.GET.INTAKE",
        "core.api.DIRECT.GET.LEDGER",
        "$JS.API.INFO",
        f"$JS.API.CONSUMER.MSG.NEXT.PUBLIC.{OURS.durable}",
        "$JS.ACK.LEDGER.notifier-plan-notices.1.1.1.1.0",
        "ledger.task.dispatched.v1.market-regulation",
        "intake.complaint.received.v1.city",
        "parked.ledger.message",
        f"_INBOX_{THEIRS.durable}.answer",
    ],
)
async def test_a_department_may_not_publish(guests: Guests, subject: str) -> None:
    assert await guests.ours.is_denied(subject)


@pytest.mark.parametrize(
    "subject",
    [
        ">",
        "ledger.>",
        "ledger.task.dispatched.v1.market-regulation",
        "intake.>",
        "core.api.>",
        "$JS.>",
        "_INBOX.>",
        "_INBOX_ledger.>",
        f"_INBOX_{THEIRS.durable}.>",
    ],
)
async def test_a_department_hears_only_its_own_inbox(guests: Guests, subject: str) -> None:
    assert await guests.ours.may_not_listen(subject)
    assert not await guests.ours.may_not_listen(f"_INBOX_{OURS.durable}.mine")


async def test_an_answer_named_for_another_inbox_does_not_arrive_there(guests: Guests) -> None:
    arrived: list[bytes] = []

    async def note(message: Msg) -> None:
        arrived.append(message.data)

    await guests.theirs.client.subscribe(f"_INBOX_{THEIRS.durable}.trap", cb=note)
    await guests.publish(OURS, "smuggled")
    await ask_for_answer_at(guests, f"_INBOX_{THEIRS.durable}.trap")
    await guests.publish(THEIRS, "honest")
    assert await guests.fetch(guests.theirs, THEIRS) == [b"honest"]
    assert arrived == []


async def test_an_answer_named_for_an_event_subject_becomes_no_event(guests: Guests) -> None:
    before = await stream_sizes(guests)
    await guests.publish(OURS, "to be forged")
    await ask_for_answer_at(guests, "ledger.task.closed.v1.health")
    await ask_for_answer_at(guests, "intake.complaint.received.v1.city")
    after = await stream_sizes(guests)
    assert after["LEDGER"] == before["LEDGER"] + 1
    assert after["INTAKE"] == before["INTAKE"]


async def test_an_answer_named_for_foreign_acknowledgement_acknowledges_nothing(
    guests: Guests,
) -> None:
    await guests.publish(THEIRS, "keep")
    [message] = await subscription_messages(guests.theirs, THEIRS, 1)
    await ask_for_answer_at(guests, message.reply)
    assert await consumer_pending(guests.installation, "PUBLIC", THEIRS.durable) == 1


async def ask_for_answer_at(guests: Guests, reply: str) -> None:
    """The trick: a pull request whose answer should go to somebody else's subject."""
    request = f"{API}.MSG.NEXT.PUBLIC.{OURS.durable}"
    await guests.ours.client.publish(request, pull(), reply=reply)
    await guests.ours.client.request(
        f"{API}.INFO.PUBLIC.{OURS.durable}", b"", timeout=5
    )  # answered after the request before it


async def stream_sizes(guests: Guests) -> dict[str, int]:
    installation = guests.installation
    async with as_provision([installation.url], installation.seed("provision")) as js:
        return {name: (await js.stream_info(name)).state.messages for name in ("INTAKE", "LEDGER")}


async def test_letting_a_department_in_disturbs_nobody_who_is_connected(guests: Guests) -> None:
    installation = guests.installation
    metrics, newcomer = await installation.as_service("metrics"), Department("newcomer")
    seed = add_department(installation.secrets / "nats", newcomer, renew=True)
    reloading = asyncio.create_task(installation.reload())
    sent = 0
    while sent < 100 or not reloading.done():
        await guests.publish(OURS, "while reloading")
        sent += 1
    await installation.connect(newcomer.durable, seed)
    for user in (metrics, guests.ours, guests.theirs):
        await user.client.flush()
        assert user.client.is_connected
    received = 0
    while received < sent:
        received += len(await guests.fetch(guests.ours, OURS, sent))
    assert received == sent


async def test_a_pull_that_waits_is_answered_after_a_reload(guests: Guests) -> None:
    waiting = asyncio.create_task(guests.fetch(guests.theirs, THEIRS))
    await guests.ours.client.flush()
    add_department(guests.installation.secrets / "nats", Department("late"), renew=True)
    await guests.installation.reload()
    await asyncio.sleep(0.3)
    await guests.publish(THEIRS, "after the reload")
    assert await waiting == [b"after the reload"]


async def test_renewed_credentials_shut_the_old_ones_out(guests: Guests) -> None:
    folder = guests.installation.secrets / "nats"
    old = guests.ours.client
    seed = add_department(folder, OURS, renew=True)
    await guests.installation.reload()
    renewed = await guests.installation.connect(OURS.durable, seed)
    await guests.publish(OURS, "for the new key")
    assert await guests.fetch(renewed, OURS) == [b"for the new key"]
    assert not old.is_connected or old.is_closed


def test_credentials_are_not_made_twice_by_accident(installation: Installation) -> None:
    folder = installation.secrets / "nats"
    add_department(folder, Department("once"), renew=True)
    with pytest.raises(AlreadyAddedError):
        add_department(folder, Department("once"))
    assert Department("once") in known_departments(folder)


@pytest.mark.parametrize("code", ["", "City Hall", "a.b", "a*", ">", "-a", "city", "unassigned"])
def test_a_code_that_cannot_stand_in_a_subject_is_refused(code: str) -> None:
    with pytest.raises(UnknownFormError):
        Department(code)


def test_the_server_knows_public_keys_only(installation: Installation) -> None:
    texts = [f.read_text() for f in (installation.secrets / "nats").rglob("*") if f.is_file()]
    assert texts
    assert not any(word.startswith("SU") for text in texts for word in json.dumps(text).split())
