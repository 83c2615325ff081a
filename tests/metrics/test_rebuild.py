"""Forgetting and replaying gives the same figures, in a quiet hour and in a busy one."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from nats.js import JetStreamContext
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.adapters.facts import PostgresFacts
from services.metrics.adapters.memory import PostgresMemory
from services.metrics.adapters.streams import JetStreamPlaces
from services.metrics.adapters.tables import FACTS
from services.metrics.app import rebuild_everything
from services.metrics.entrypoints.subscriptions import subscriptions
from services.metrics.settings import MetricsSettings
from shared.messaging.bus import Bus
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import ensure_streams
from tests.metrics.conftest import rows
from tests.metrics.events import (
    MONDAY,
    Versioned,
    acts,
    categories,
    complaint,
    dispatched,
    improvements,
    notice,
    number,
    parked,
    unit,
    whole_life,
)
from tests.metrics.streams import eventually, publish
from tests.servers import NatsServer, free_port, seed

Tables = dict[str, list[dict[str, object]]]


async def all_tables(engine: AsyncEngine) -> Tables:
    """Every fact, in the order of the keys."""
    return {
        table.name: await rows(
            engine,
            f"SELECT * FROM {table.name} ORDER BY {', '.join(c.name for c in table.primary_key)}",
        )
        for table in FACTS
    }


def a_month(cases: int = 60) -> list[Versioned]:
    """Cases in every state, notices with second thoughts, messages put aside, renamed units."""
    events: list[Versioned] = [unit("water", "水务局", "Water"), *categories()]
    events.append(unit("water", "水务集团", "Water Company", version=2))
    for serial in range(cases):
        life = whole_life(number(serial), MONDAY + timedelta(minutes=serial), category_code="leaks")
        events += life[: 1 + serial % 6]
        if serial % 7 == 2:
            events.append(
                dispatched(
                    number(serial), MONDAY + timedelta(days=9), version=9, unit="water", hop=2
                )
            )
        if serial % 6 == 5:
            done = acts(number(serial), MONDAY + timedelta(days=4))
            events += [(event, version) for version, (event, _) in enumerate(done, 20)]
        events.append(notice(f"n-{serial}", failed=serial % 5 == 0, case=number(serial)))
        if serial % 10 == 0:
            events.append(notice(f"n-{serial}", version=2, case=number(serial)))
        if serial % 20 == 0:
            events += improvements(serial + 1)
    return [*events, parked("m-1"), parked("m-2", reason="no such category")]


@dataclass
class Running:
    """Metrics' bus on a server without accounts."""

    settings: MetricsSettings
    js: JetStreamContext
    database: AsyncEngine

    def bus(self) -> Bus:
        return Bus(self.settings, "metrics", self.database, subscriptions(PostgresFacts()))

    async def caught_up(self) -> bool:
        return await JetStreamPlaces(self.js).unread() == 0

    async def count(self, table: str) -> int:
        (row,) = await rows(self.database, f"SELECT count(*) AS n FROM {table}")
        return int(str(row["n"]))


@pytest.fixture
def running(bus_server: NatsServer, bus_connection: Client, database: AsyncEngine) -> Running:
    settings = MetricsSettings(
        database_url=SecretStr(database.url.render_as_string(hide_password=False)),
        nats_urls=bus_server.url,
        nats_seed=SecretStr(seed()),
        token_public_key=SecretStr("unused"),
    )
    return Running(settings, bus_connection.jetstream(), database)


@pytest.fixture
async def service(running: Running) -> AsyncIterator[Bus]:
    """A metrics that is running."""
    bus = running.bus()
    await bus.start()
    yield bus
    await bus.stop()


async def test_events_delivered_twice_are_counted_once(running: Running, service: Bus) -> None:
    events = a_month()
    await publish(running.js, events)
    await eventually(running.caught_up)
    before = await all_tables(running.database)
    assert len(before["cases"]) == 60
    assert (len(before["entry_acts"]), len(before["revisions"])) == (30, 3)
    await publish(running.js, events, again=True)
    await eventually(running.caught_up)
    assert await all_tables(running.database) == before


async def test_a_malformed_message_is_parked_and_shown_and_does_not_stop_the_rest(
    running: Running, service: Bus
) -> None:
    await running.js.publish("intake.complaint.received.v1.unassigned", b"{", stream="INTAKE")
    await publish(running.js, [complaint(number(1))])

    async def both() -> bool:
        return await running.count("cases") == 1 and await running.count("parked") == 1

    await eventually(both)
    (message,) = await rows(running.database, "SELECT * FROM parked")
    assert (message["service"], message["stream"]) == ("metrics", "INTAKE")
    assert message["stream_sequence"] == 1


async def test_a_rebuild_gives_the_same_tables(running: Running, service: Bus) -> None:
    await running.js.publish("intake.complaint.received.v1.unassigned", b"{", stream="INTAKE")
    await publish(running.js, a_month())

    async def all_there() -> bool:
        return await running.caught_up() and await running.count("parked") == 3

    await eventually(all_there)
    await service.stop()
    before = await all_tables(running.database)
    await rebuild_everything(running.settings)
    assert await all_tables(running.database) == before
    (note,) = await rows(running.database, "SELECT * FROM rebuilds")
    assert note["finished_at"] is not None


async def test_a_rebuild_forgets_what_the_streams_never_said(
    running: Running, service: Bus
) -> None:
    await publish(running.js, [complaint(number(1))])
    await eventually(running.caught_up)
    async with running.database.begin() as connection:
        await connection.exec_driver_sql("INSERT INTO cases (complaint_number) VALUES ('invented')")
    await rebuild_everything(running.settings)
    assert await running.count("cases") == 1


async def test_a_rebuild_on_a_busy_stream_beside_a_running_service_loses_nothing(
    running: Running, service: Bus
) -> None:
    """What arrives before, during and after it is what a fresh metrics would have recorded."""
    events = a_month(400)
    third = len(events) // 3
    await publish(running.js, events[:third])
    publishing = asyncio.create_task(publish(running.js, events[third : 2 * third]))
    await rebuild_everything(running.settings)
    await publishing
    await publish(running.js, events[2 * third :])
    await eventually(running.caught_up)
    beside = await all_tables(running.database)
    assert len(beside["cases"]) == 400
    await rebuild_everything(running.settings)
    assert await all_tables(running.database) == beside


async def test_a_rebuild_interrupted_after_forgetting_is_made_good_by_the_next(
    running: Running,
) -> None:
    await publish(running.js, a_month(20))
    places = JetStreamPlaces(running.js)
    await places.forget_places()
    await PostgresMemory(running.database).forget()
    await rebuild_everything(running.settings)
    assert await running.count("cases") == 20
    (note,) = await rows(
        running.database, "SELECT count(*) AS n FROM rebuilds WHERE finished_at IS NULL"
    )
    assert note["n"] == 0


@dataclass
class Guarded:
    """A server with the accounts and permissions of a real installation."""

    url: str
    secrets: Path


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Guarded]:
    listen, monitor = free_port(), free_port()
    address = NatsAddress(f"127.0.0.1:{listen}", f"127.0.0.1:{monitor}", str(tmp_path / "store"))
    ensure_secrets(tmp_path / "secrets", DatabaseAddress("127.0.0.1", 5432), address)
    config = (tmp_path / "secrets" / "nats" / "nats.conf").read_text()
    departments = (tmp_path / "secrets" / "nats" / "departments.conf").read_text()
    (tmp_path / "nats").mkdir()
    (tmp_path / "nats" / "departments.conf").write_text(departments)
    server = NatsServer(tmp_path / "nats", listen, config)
    server.start()
    yield Guarded(server.url, tmp_path / "secrets")
    server.kill()


async def test_the_command_needs_no_more_than_the_permissions_of_metrics(
    guarded: Guarded, database: AsyncEngine, tmp_path: Path
) -> None:
    def seed_of(user: str) -> str:
        return (guarded.secrets / user / "nats_seed").read_text().strip()

    await ensure_streams([guarded.url], seed_of("provision"))
    for user in ("intake", "ledger"):
        client = await nats.connect(
            guarded.url, nkeys_seed_str=seed_of(user), inbox_prefix=f"_INBOX_{user}"
        )
        said = [
            each
            for serial in range(5)
            for each in whole_life(number(serial))
            if each[0].TYPE.startswith(user)
        ]
        await publish(client.jetstream(), said)
        await client.close()
    secrets = tmp_path / "own"
    secrets.mkdir()
    (secrets / "database_url").write_text(database.url.render_as_string(hide_password=False))
    (secrets / "nats_seed").write_text(seed_of("metrics"))
    (secrets / "token_public_key").write_text("unused")
    environment = {
        **os.environ,
        "JIANGXIN_NATS_URLS": guarded.url,
        "JIANGXIN_SECRETS_DIR": str(secrets),
    }
    command = [sys.executable, "-m", "services.metrics", "rebuild"]
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = await rows(database, "SELECT count(*) AS n, count(closed_at) AS closed FROM cases")
    assert found == {"n": 5, "closed": 5}
