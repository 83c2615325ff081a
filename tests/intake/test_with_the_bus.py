"""Intake on a real bus: what it takes in gets out, what ledger says gets in, absence is borne."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from nats.aio.client import Client

from services.intake.app import make_app
from services.intake.settings import IntakeSettings
from shared.events.envelope import Event
from shared.events.ledger import TaskDispatched, TaskRegistered, UnitListed
from shared.identifiers import new_id
from tests.intake.conftest import serving
from tests.servers import NatsServer

LIFT = {"title": "电梯停运", "content": "3号楼电梯停了一周。"}


@pytest.fixture
async def connected(
    settings: IntakeSettings, bus_server: NatsServer, bus_connection: Client
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an intake that has a bus with all streams."""
    assert bus_connection.is_connected
    with_bus = settings.model_copy(update={"nats_urls": bus_server.url})
    async with serving(make_app(with_bus)) as client:
        yield client


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def publish(bus: Client, event: Event, version: int) -> None:
    identity = str(new_id())
    headers = {
        "Nats-Msg-Id": identity,
        "ce-specversion": "1.0",
        "ce-id": identity,
        "ce-type": event.TYPE,
        "ce-aggregateversion": str(version),
    }
    body = event.model_dump_json().encode()
    await bus.jetstream().publish(event.subject(), body, headers=headers)


async def test_a_complaint_is_on_the_stream_right_after_its_receipt(
    connected: httpx.AsyncClient, bus_connection: Client
) -> None:
    receipt = (await connected.post("/api/v1/complaints", json=LIFT)).json()
    js = bus_connection.jetstream()

    async def there() -> bool:
        return (await js.stream_info("INTAKE")).state.messages == 1

    await eventually(there)
    message = await js.get_last_msg("INTAKE", "intake.complaint.received.v1.unassigned")
    assert json.loads(message.data or b"")["complaint_number"] == receipt["complaint_number"]
    assert (message.headers or {})["ce-subject"] == receipt["complaint_number"]


async def test_what_ledger_does_is_seen_by_whoever_complained(
    connected: httpx.AsyncClient, bus_connection: Client
) -> None:
    receipt = (await connected.post("/api/v1/complaints", json=LIFT)).json()
    number, now = receipt["complaint_number"], datetime.now(UTC)
    registered = TaskRegistered(
        task_number=number,
        complaint_number=number,
        registered_at=now,
        received_at=now,
        channel="web",
        nature="complaint",
        title="电梯停运",
    )
    dispatched = TaskDispatched(
        task_number=number,
        complaint_number=number,
        unit_code="housing",
        dispatched_at=now,
        due_at=now + timedelta(days=7),
        due_basis_zh="5 个工作日",
        due_basis_en="5 working days",
        title="电梯停运",
    )
    await publish(bus_connection, dispatched, 2)
    await publish(bus_connection, registered, 1)
    await publish(bus_connection, UnitListed(unit_code="housing", name_zh="住建局", name_en="H"), 1)
    url, code = f"/api/v1/complaints/{number}", {"code": receipt["query_code"]}

    async def seen() -> bool:
        found = (await connected.get(url, params=code)).json()
        return found["status"] == "dispatched" and found["unit"]["name"] == "住建局"

    await eventually(seen)
    page = (await connected.get(f"/track/{number}", params=code)).text
    assert "住建局" in page
    assert "5 个工作日" in page


async def test_complaints_taken_in_while_nats_is_away_go_out_when_it_is_back(
    connected: httpx.AsyncClient, bus_server: NatsServer, bus_connection: Client
) -> None:
    await connected.post("/api/v1/complaints", json=LIFT)
    bus_server.kill()
    for _ in range(3):
        answer = await connected.post("/api/v1/complaints", json=LIFT)
        assert answer.status_code == 201
    ready = await connected.get("/readyz")
    assert ready.status_code == 200
    assert [check["name"] for check in ready.json()["checks"] if not check["ok"]] == ["bus"]
    bus_server.start()

    async def all_there() -> bool:
        try:
            return (await bus_connection.jetstream().stream_info("INTAKE")).state.messages == 4
        except Exception:
            return False

    await eventually(all_there)
