"""A provider that says no, says nothing, or is not there: tried again, and in the end shown as failed."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.clock import CHINA, FixedClock
from tests.notifier.conftest import MakeSettings, delivering
from tests.notifier.eventually import eventually, rows, states
from tests.notifier.ledger_events import dispatched, owner, plan, prove_that_time_passes
from tests.notifier.mail_server import MailServer
from tests.notifier.web_server import web_server
from tests.servers import free_port


class AskedClock(FixedClock):
    """Counts how often somebody looked at it."""

    asked = 0

    def now(self) -> datetime:
        self.asked += 1
        return super().now()


async def settled(engine: AsyncEngine) -> bool:
    return not set(await states(engine)) & {"pending", "sending"}


async def answers(engine: AsyncEngine) -> list[tuple[Any, ...]]:
    found = await rows(
        engine, "SELECT number, transport, answer, words FROM attempts ORDER BY number"
    )
    return [tuple(row) for row in found]


async def published(engine: AsyncEngine) -> list[str]:
    found = await rows(engine, "SELECT event_type FROM outbox ORDER BY id")
    return [row[0].split(".")[2] for row in found]


async def test_a_server_that_is_busy_for_a_while_is_asked_again_until_it_takes_the_letter(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    mail.answers = ["451 busy", "421 going down"]
    await plan(tables, owner(), dispatched())
    async with delivering(settings(), tables):
        await eventually(lambda: len(mail.letters) == 1)
        await eventually(lambda: settled(tables))
    assert [answer[2] for answer in await answers(tables)] == ["postponed", "postponed", "accepted"]
    assert await published(tables) == ["delivered"]


async def test_a_server_that_stays_busy_makes_the_notice_fail_after_the_last_attempt(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    mail.always = "451 busy"
    await plan(tables, owner(), dispatched())
    async with delivering(settings(), tables):
        await eventually(lambda: settled(tables))
    assert await states(tables) == {"failed": 1}
    assert len(await answers(tables)) == 3
    failed = await rows(tables, "SELECT convert_from(payload, 'utf8')::jsonb FROM outbox")
    assert (failed[0][0]["error"], failed[0][0]["attempts"]) == ("451 busy", 3)


async def test_nobody_listening_is_tried_again_until_somebody_does(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    away = settings(smtp_url=f"smtp://127.0.0.1:{free_port()}")
    await plan(tables, owner(), dispatched())
    async with delivering(away, tables):
        await eventually(lambda: settled(tables))
    assert await states(tables) == {"failed": 1}
    words = [answer[3] for answer in await answers(tables)]
    assert len(words) == 3
    assert all("refused" in each.lower() for each in words)


async def test_a_mailbox_that_does_not_exist_fails_at_once_with_the_address_masked(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    mail.refuse = {"lin-tingyu@city.example": "550 <lin-tingyu@city.example> no such user"}
    await plan(tables, owner(), dispatched())
    async with delivering(settings(), tables):
        await eventually(lambda: settled(tables))
    assert await answers(tables) == [
        (1, "email", "refused", "550 <l***@city.example> no such user")
    ]
    assert await published(tables) == ["failed"]


async def test_a_greeting_that_never_comes_is_a_timeout_that_is_tried_again(
    tables: AsyncEngine, settings: MakeSettings
) -> None:
    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        slow = settings(smtp_url=f"smtp://127.0.0.1:{port}", transport_timeout_seconds=0.2)
        await plan(tables, owner(), dispatched())
        async with delivering(slow, tables):
            await eventually(lambda: settled(tables))
    assert await states(tables) == {"failed": 1}
    assert len(await answers(tables)) == 3


async def test_silence_after_the_letter_leaves_it_uncertain_and_it_is_not_sent_again(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    async def dawdle() -> str:
        await asyncio.sleep(3)
        return "250 kept"

    mail.always = dawdle
    await plan(tables, owner(), dispatched())
    async with delivering(settings(transport_timeout_seconds=0.2), tables):
        await eventually(lambda: settled(tables))
        await prove_that_time_passes(tables, mail)
    assert await states(tables) == {"uncertain": 1, "delivered": 1}
    uncertain = await rows(tables, "SELECT attempts FROM notices WHERE state = 'uncertain'")
    assert uncertain[0][0] == 1


async def test_where_the_settings_say_resend_silence_is_tried_again(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    async def dawdle() -> str:
        await asyncio.sleep(2)
        return "250 kept"

    mail.answers = [dawdle]
    await plan(tables, owner(), dispatched())
    impatient = settings(transport_timeout_seconds=0.2, uncertain="resend")
    async with delivering(impatient, tables):
        await eventually(lambda: settled(tables))
    assert await states(tables) == {"delivered": 1}
    assert [answer[2] for answer in await answers(tables)] == ["unknown", "accepted"]


async def test_when_mail_is_given_up_the_next_means_is_used_at_once(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    mail.refuse = {"lin-tingyu@city.example": "550 no such user"}
    with web_server() as web:
        both = settings(transport_urls=f"city: {{webhook: 'http://{web.authority}/hook'}}")
        await plan(tables, owner(transports=("webhook",)), dispatched())
        async with delivering(both, tables):
            await eventually(lambda: settled(tables))
    assert [answer[1:3] for answer in await answers(tables)] == [
        ("email", "refused"),
        ("webhook", "accepted"),
    ]
    assert await published(tables) == ["delivered"]
    assert len(web.posted) == 1


@pytest.mark.parametrize("changes", [{"email": None}, {"email": None, "transports": ("wecom",)}])
async def test_somebody_whom_nothing_reaches_is_shown_as_failed(
    tables: AsyncEngine, settings: MakeSettings, changes: dict[str, Any]
) -> None:
    await plan(tables, owner(**changes), dispatched())
    async with delivering(settings(), tables):
        await eventually(lambda: settled(tables))
    ((_, transport, answer, words),) = await answers(tables)
    assert (transport, answer) == ("none", "refused")
    assert "no address" in words
    assert await published(tables) == ["failed"]


async def test_what_falls_into_quiet_hours_is_sent_when_they_end(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    clock = AskedClock(datetime(2026, 11, 23, 22, tzinfo=CHINA))
    await plan(tables, owner(), dispatched())
    async with delivering(settings(quiet_hours="21:00-08:00"), tables, clock):
        await eventually(lambda: clock.asked >= 3)
        assert await states(tables) == {"pending": 1}
        clock.advance(timedelta(hours=10))
        await eventually(lambda: settled(tables))
    assert len(mail.letters) == 1
