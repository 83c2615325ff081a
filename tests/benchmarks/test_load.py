"""The load generator: it sends what it says, stops where it is told, and counts latency from the schedule."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from benchmarks.complaints import requests
from benchmarks.load.connection import Connection, Lost, connect
from benchmarks.load.loops import closed_loop, moments, open_loop
from benchmarks.load.order import Order, Report

BODY = b'{"complaint_number":"261123-000001-00"}'
ANSWER = b"HTTP/1.1 201 Created\r\ncontent-length: %d\r\n\r\n%b" % (len(BODY), BODY)


class Receiver:
    """A server that answers every request, or hangs up after some."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.answer = ANSWER
        self.hang_up_after = 10**9
        self.hold = asyncio.Event()
        self.hold.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while len(self.keys) < self.hang_up_after:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
                await reader.readexactly(int(fields["Content-Length"]))
                self.keys.append(fields["Idempotency-Key"])
                await self.hold.wait()
                for piece in (self.answer[:30], self.answer[30:]):
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, int]]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    yield receiver, server.sockets[0].getsockname()[1]
    server.close()


async def _close(connections: list[Connection]) -> None:
    for connection in connections:
        connection.close()
    await asyncio.sleep(0)


def _ignore(_body: bytes, _since: float) -> None:
    """Nobody asked."""


async def test_a_closed_loop_ends_with_its_count_and_no_key_comes_twice(
    receiver: tuple[Receiver, int],
) -> None:
    server, port = receiver
    connections = await connect(port, 4)
    order = Order(port, seconds=60, connections=4, most=50)
    bodies: list[bytes] = []
    report = await closed_loop(order, connections, requests(1), lambda body, _: bodies.append(body))
    await _close(connections)
    assert report.answered == len(report.latencies) == len(set(server.keys)) == len(bodies) == 50
    assert report.refused == {}
    assert bodies[0] == BODY


async def test_an_open_loop_sends_at_its_moments_whether_answers_come_or_not(
    receiver: tuple[Receiver, int],
) -> None:
    server, port = receiver
    server.hold.clear()
    connections = await connect(port, 2)
    order = Order(port, seconds=0.2, connections=2, rate=200, most=20, seed=7)
    loading = asyncio.create_task(open_loop(order, connections, requests(1), _ignore))
    while len(server.keys) < 2:
        await asyncio.sleep(0.01)
    held_since = asyncio.get_running_loop().time()
    await asyncio.sleep(order.seconds)
    server.hold.set()
    held = asyncio.get_running_loop().time() - held_since
    report = await loading
    await _close(connections)
    assert report.answered == len(moments(order, 0.0))
    assert max(report.latencies) >= held, "who waited for a connection waited from its moment on"


def test_moments_are_random_increasing_and_bounded_in_time_and_number() -> None:
    order = Order(0, seconds=10, rate=100, most=500, seed=3)
    found = moments(order, 1000.0)
    assert len(found) == 500
    assert all(earlier < later for earlier, later in pairwise(found))
    assert found == moments(order, 1000.0)
    assert moments(Order(0, seconds=1, rate=100, seed=3), 0.0)[-1] <= 1.0


async def test_other_answers_are_counted_by_status(receiver: tuple[Receiver, int]) -> None:
    server, port = receiver
    server.answer = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}"
    connections = await connect(port, 1)
    report = await closed_loop(
        Order(port, seconds=60, connections=1, most=3), connections, requests(1), _ignore
    )
    await _close(connections)
    assert (report.answered, report.refused) == (0, {"503": 3})


async def test_a_server_that_hangs_up_is_told_and_not_waited_for(
    receiver: tuple[Receiver, int],
) -> None:
    server, port = receiver
    server.hang_up_after = 5
    connections = await connect(port, 1)
    report = await closed_loop(
        Order(port, seconds=60, connections=1, most=100), connections, requests(1), _ignore
    )
    assert report.answered == 5
    assert report.refused == {"lost": 1}
    with pytest.raises(Lost):
        await connections[0].ask(b"anything")


def test_orders_and_reports_travel_as_one_line() -> None:
    order = Order(1234, 2.5, rate=10.0, ledger_database="postgresql://x")
    report = Report(answered=3, refused={"422": 1}, latencies=[0.1, 0.2])
    assert Order.from_json(order.to_json()) == order
    assert Report.from_json(report.to_json()) == report
    assert "\n" not in order.to_json() + report.to_json()
