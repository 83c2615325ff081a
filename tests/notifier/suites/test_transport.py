"""What every transport does, against real servers. A new one is added to `ways.py`."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from services.notifier.domain.outcome import Answer
from services.notifier.handlers.ports import Transport
from services.notifier.transports.console import ConsoleTransport
from tests.notifier.suites.ways import MESSAGE, SHORT_SECONDS, WAYS, Receiver, Way
from tests.servers import free_port


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


@pytest.fixture
def receiver(way: Way) -> Iterator[Receiver]:
    with way.receiver() as receiver:
        yield receiver


@pytest.fixture
async def transport(way: Way, receiver: Receiver) -> AsyncIterator[Transport]:
    transport = way.make(receiver.port, 10)
    yield transport
    await transport.close()


def test_a_transport_has_the_name_people_list(way: Way, transport: Transport) -> None:
    assert transport.name == way.name


async def test_an_accepted_message_arrives_once_with_its_words(
    transport: Transport, receiver: Receiver
) -> None:
    outcome = await transport.deliver(MESSAGE)
    assert outcome.answer is Answer.ACCEPTED
    (text,) = receiver.texts()
    assert "门口的路灯三天没有亮" in text
    assert "\n.第一行是点" in text.replace("\r\n", "\n")
    assert MESSAGE.link in text


async def test_twenty_messages_at_once_arrive_once_each(
    transport: Transport, receiver: Receiver
) -> None:
    outcomes = await asyncio.gather(*(transport.deliver(MESSAGE) for _ in range(20)))
    assert {outcome.answer for outcome in outcomes} == {Answer.ACCEPTED}
    assert len(receiver.texts()) == 20


async def test_a_refusal_is_told_apart_with_the_providers_words(
    way: Way, transport: Transport, receiver: Receiver
) -> None:
    receiver.refuse()
    outcome = await transport.deliver(MESSAGE)
    assert outcome.answer is way.refusal
    assert "550 no such user" in outcome.words or "400" in outcome.words


async def test_a_busy_provider_is_asked_again_later(
    transport: Transport, receiver: Receiver
) -> None:
    receiver.be_busy()
    outcome = await transport.deliver(MESSAGE)
    assert outcome.answer is Answer.POSTPONED
    assert outcome.words
    receiver.accept()
    assert (await transport.deliver(MESSAGE)).answer is Answer.ACCEPTED


async def test_a_server_that_is_away_is_asked_again_later(way: Way) -> None:
    transport = way.make(free_port(), 10)
    outcome = await transport.deliver(MESSAGE)
    await transport.close()
    assert outcome.answer is Answer.POSTPONED
    assert outcome.words


async def test_silence_after_handing_over_is_not_taken_for_a_refusal(
    way: Way, receiver: Receiver
) -> None:
    receiver.be_silent()
    transport = way.make(receiver.port, SHORT_SECONDS)
    outcome = await transport.deliver(MESSAGE)
    await transport.close()
    assert outcome.answer is way.silence


async def test_the_loop_goes_on_while_a_provider_dawdles(
    transport: Transport, receiver: Receiver
) -> None:
    receiver.dawdle(0.25)
    delivery = asyncio.create_task(transport.deliver(MESSAGE))
    longest, last = 0.0, time.monotonic()
    while not delivery.done():
        await asyncio.sleep(0.01)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert longest < 0.2
    assert (await delivery).answer is Answer.ACCEPTED


async def test_the_console_takes_everything() -> None:
    assert (await ConsoleTransport().deliver(MESSAGE)).answer is Answer.ACCEPTED
