"""From ledger's stream to mailboxes: once per recipient and reason, whatever the bus repeats."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.notifier.app import make_app
from shared.events.envelope import Envelope, Event, headers_of, wrap
from shared.identifiers import new_id
from tests.notifier.conftest import MakeSettings
from tests.notifier.eventually import eventually, rows, states
from tests.notifier.faults.worker import public_key
from tests.notifier.ledger_events import DUE, closed, dispatched, head, owner
from tests.notifier.mail_server import MailServer
from tests.servers import NatsServer, seed


def envelope(event: Event, version: int = 1) -> Envelope:
    return wrap(event, source="ledger", time=DUE, version=version)


async def publish(connection: Client, *envelopes: Envelope) -> None:
    """Publish past the server's own deduplication: it forgets after a while, we do not."""
    for each in envelopes:
        headers = headers_of(
            {
                "event_id": str(each.id),
                "source": each.source,
                "event_type": each.event.TYPE,
                "time": each.time.isoformat(),
                "aggregate_id": each.event.aggregate_id(),
                "aggregate_version": each.version,
                "correlation_id": each.correlation_id,
            }
        ) | {"Nats-Msg-Id": str(new_id())}
        body = each.event.model_dump_json().encode()
        await connection.jetstream().publish(each.event.subject(), body, headers=headers)


@pytest.fixture
async def service(
    tables: AsyncEngine, settings: MakeSettings, bus_server: NatsServer, bus_connection: Client
) -> AsyncIterator[Starlette]:
    """The whole service, running in this process."""
    app = make_app(
        settings(
            database_url=tables.url.render_as_string(hide_password=False),
            nats_urls=bus_server.url,
            nats_seed=seed(),
            token_public_key=public_key(),
        )
    )
    async with app.router.lifespan_context(app):
        yield app


async def test_events_repeated_by_the_bus_and_out_of_order_make_one_letter_each(
    service: Starlette, tables: AsyncEngine, bus_connection: Client, mail: MailServer
) -> None:
    task, owner_, head_ = envelope(dispatched(), 2), envelope(owner()), envelope(head())
    the_end = envelope(closed(), 5)
    await publish(bus_connection, task, task, the_end, head_, task, owner_, owner_, the_end, task)
    await publish(bus_connection, envelope(dispatched(), 2))  # the same again, under another id
    await eventually(lambda: _handled(tables, 5))
    await eventually(lambda: _at_rest(tables))
    assert set(Counter(letter["message-id"] for letter in mail.letters).values()) == {1}
    assert len(mail.letters) == 4
    told = await rows(tables, "SELECT recipient_id, reason FROM notices ORDER BY 1, 2")
    assert [tuple(row) for row in told] == [
        ("lin-tingyu", "closed"),
        ("lin-tingyu", "dispatched"),
        ("su-qinghe", "closed"),
        ("su-qinghe", "dispatched"),
    ]


async def test_a_delivery_is_told_to_the_others(
    service: Starlette, bus_connection: Client, mail: MailServer
) -> None:
    await publish(bus_connection, envelope(owner()), envelope(dispatched(), 2))
    subscription = await bus_connection.jetstream().subscribe("notifier.>", stream="NOTIFIER")
    told = await subscription.next_msg(20)
    assert told.subject == "notifier.notice.delivered.v1.market-regulation"


async def _at_rest(engine: AsyncEngine) -> bool:
    """Nothing is due, and nobody is waited for: no letter can follow."""
    waiting = (await rows(engine, "SELECT count(*) FROM calls"))[0][0]
    return waiting == 0 and await states(engine) == {"delivered": 4}


async def _handled(engine: AsyncEngine, count: int) -> bool:
    return bool((await rows(engine, "SELECT count(*) FROM inbox"))[0][0] == count)
