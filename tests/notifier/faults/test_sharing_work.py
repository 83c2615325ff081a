"""Several replicas share the work, and none sends what another has in hand."""

import asyncio
from collections import Counter

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.notifier.conftest import MakeSettings, delivering
from tests.notifier.eventually import eventually, rows, states
from tests.notifier.ledger_events import dispatched, owner, plan
from tests.notifier.mail_server import MailServer


def numbers(count: int) -> list[str]:
    return [f"261123-{number:06}-00" for number in range(count)]


async def test_two_replicas_deliver_a_hundred_notices_once_each(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, owner(), *(dispatched(number) for number in numbers(100)))
    async with delivering(settings(), tables), delivering(settings(), tables):
        await eventually(lambda: len(mail.letters) >= 100)
        await eventually(lambda: _done(tables))
    assert set(Counter(letter["message-id"] for letter in mail.letters).values()) == {1}
    assert len(await rows(tables, "SELECT DISTINCT leased_by FROM notices")) == 1
    assert await states(tables) == {"delivered": 100}


async def test_a_live_replica_keeps_its_work_however_long_the_provider_takes(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    async def dawdle() -> str:
        await asyncio.sleep(3.5)  # well beyond the lease
        return "250 kept"

    mail.answers = [dawdle]
    await plan(tables, owner(), dispatched())
    short = settings(lease_seconds=1)
    async with delivering(short, tables), delivering(short, tables):
        await eventually(lambda: _done(tables))
    assert len(mail.letters) == 1
    assert await states(tables) == {"delivered": 1}


async def test_a_replica_that_is_stopped_finishes_what_it_has_in_hand(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    async def dawdle() -> str:
        await asyncio.sleep(0.5)
        return "250 kept"

    mail.always = dawdle
    await plan(tables, owner(), *(dispatched(number) for number in numbers(3)))
    async with delivering(settings(), tables):
        await eventually(lambda: _sending(tables))
    assert await states(tables) == {"delivered": 3}


async def _done(engine: AsyncEngine) -> bool:
    return set(await states(engine)) == {"delivered"}


async def _sending(engine: AsyncEngine) -> bool:
    return (await states(engine)).get("sending") == 3
