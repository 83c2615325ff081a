"""kill -9 between the provider's 250 and our commit: nobody can know, so it is marked, not sent twice."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.notifier.conftest import MakeSettings, delivering
from tests.notifier.eventually import eventually, rows, states
from tests.notifier.faults.frozen_database import frozen_database
from tests.notifier.faults.worker import kill, worker
from tests.notifier.ledger_events import dispatched, owner, plan, prove_that_time_passes
from tests.notifier.mail_server import MailServer
from tests.notifier.web_server import WebServer, web_server
from tests.servers import NatsServer, Postgres


@pytest.fixture
async def killed_after_250(
    tables: AsyncEngine,
    postgres: Postgres,
    bus_server: NatsServer,
    bus_connection: Client,
    mail: MailServer,
    tmp_path: Path,
) -> AsyncEngine:
    """A database whose worker had the mail server's 250 in hand and died before it could note it."""
    await plan(tables, owner(), dispatched())
    url = tables.url.render_as_string(hide_password=False)
    async with frozen_database(postgres.port) as way:
        with worker(
            tmp_path / "worker.log",
            database_url=way.url(url),
            nats_urls=bus_server.url,
            smtp_url=mail.url,
        ) as process:
            await asyncio.wait_for(way.frozen.wait(), 60)
            kill(process)
    assert len(mail.letters) == 1
    return tables


async def test_the_notice_becomes_uncertain_and_is_not_sent_twice(
    killed_after_250: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    engine = killed_after_250
    assert await states(engine) == {"sending": 1}
    async with delivering(settings(lease_seconds=2), engine):
        await eventually(lambda: _is(engine, "uncertain"))
        await prove_that_time_passes(engine, mail)
    assert await states(engine) == {"uncertain": 1, "delivered": 1}
    assert len(mail.letters) == 2
    assert len({letter["message-id"] for letter in mail.letters}) == 2
    attempts = await rows(
        engine, "SELECT number, transport, answer, ended_at FROM attempts WHERE answer IS NULL"
    )
    assert [tuple(row) for row in attempts] == [(1, "email", None, None)]


async def test_where_the_settings_say_resend_it_is_sent_again_under_the_same_message_id(
    killed_after_250: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    engine = killed_after_250
    async with delivering(settings(uncertain="resend", lease_seconds=2), engine):
        await eventually(lambda: _is(engine, "delivered"))
    assert len(mail.letters) == 2
    assert len({letter["message-id"] for letter in mail.letters}) == 1


@pytest.fixture
def hook() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


async def test_a_webhook_that_recognises_repetitions_gets_it_again_under_the_same_key(
    tables: AsyncEngine,
    postgres: Postgres,
    bus_server: NatsServer,
    bus_connection: Client,
    hook: WebServer,
    settings: MakeSettings,
    tmp_path: Path,
) -> None:
    await plan(tables, owner(email=None, transports=("webhook",)), dispatched())
    url = tables.url.render_as_string(hide_password=False)
    addresses = f"city: {{webhook: 'http://{hook.authority}/hook'}}"
    async with frozen_database(postgres.port) as way:
        with worker(
            tmp_path / "worker.log",
            database_url=way.url(url),
            nats_urls=bus_server.url,
            transport_urls=addresses,
        ):
            await asyncio.wait_for(way.frozen.wait(), 60)
    async with delivering(settings(transport_urls=addresses, lease_seconds=2), tables):
        await eventually(lambda: _is(tables, "delivered"))
    assert len({posted.headers["idempotency-key"] for posted in hook.posted}) == 1
    assert len(hook.posted) == 2


async def _is(engine: AsyncEngine, state: str) -> bool:
    return await states(engine) == {state: 1}
