"""A burst becomes a letter or two: the first goes at once, the others wait and travel together."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.clock import CHINA, FixedClock
from tests.notifier.conftest import MakeSettings, delivering
from tests.notifier.eventually import eventually, rows, states
from tests.notifier.ledger_events import dispatched, head, owner, plan, received, reported
from tests.notifier.ledger_events import dispatcher as dispatcher_of
from tests.notifier.mail_server import MailServer, words_of


def numbers(count: int, first: int = 0) -> list[str]:
    return [f"261123-{number:06}-00" for number in range(first, first + count)]


async def waiting(engine: AsyncEngine) -> list[Any]:
    query = "SELECT next_attempt_at > now() AS later FROM notices WHERE state = 'pending'"
    return [row.later for row in await rows(engine, query)]


async def let_the_gathering_end(engine: AsyncEngine) -> None:
    """As if the minute were over."""
    async with engine.begin() as connection:
        back = "opened_at = opened_at - interval '1 hour'"
        await connection.execute(text(f"UPDATE gatherings SET {back}"))
        await connection.execute(text("UPDATE notices SET next_attempt_at = now()"))


async def all_delivered(engine: AsyncEngine) -> bool:
    return set(await states(engine)) == {"delivered"}


async def test_a_burst_is_two_letters_with_every_task_in_them(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, owner(), dispatched(numbers(1)[0]))
    async with delivering(settings(gather_seconds=60), tables):
        await eventually(lambda: len(mail.letters) == 1)
        for start in range(1, 401, 100):
            await plan(tables, *(dispatched(each) for each in numbers(100, start)))
        await eventually(lambda: _all_later(tables, 400))
        assert len(mail.letters) == 1
        await let_the_gathering_end(tables)
        await eventually(lambda: all_delivered(tables))
    assert len(mail.letters) == 2
    first, together = mail.letters
    assert "门口的路灯三天没有亮" in first["subject"]
    assert together["subject"] == "有 400 件任务派给您，请先签收，再办理"
    for body in (words_of(together), words_of(together, "html")):
        for number in numbers(400, 1):
            assert f"https://ledger.city.example/desk/tasks/{number}" in body
    letters = await rows(
        tables, "SELECT letter_id, count(*) AS n FROM notices GROUP BY 1 ORDER BY 2"
    )
    assert [row.n for row in letters] == [1, 400]
    assert len(await rows(tables, "SELECT 1 FROM attempts WHERE answer = 'accepted'")) == 401
    assert len(await rows(tables, "SELECT 1 FROM outbox")) == 401


async def test_what_waits_together_before_anybody_looked_goes_as_one_at_once(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, owner(), head(), *(dispatched(each) for each in numbers(50)))
    async with delivering(settings(gather_seconds=60), tables):
        await eventually(lambda: all_delivered(tables))
    assert sorted(letter["subject"] for letter in mail.letters) == [
        "有 50 件任务派到您单位，责任人也会收到通知",
        "有 50 件任务派给您，请先签收，再办理",
    ]


async def test_another_kind_and_another_person_do_not_wait(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, owner(), dispatcher_of(), dispatched(numbers(1)[0]))
    async with delivering(settings(gather_seconds=60), tables):
        await eventually(lambda: len(mail.letters) == 1)
        await plan(tables, received(reported(numbers(1)[0]), 4))
        await plan(tables, owner("other"), dispatched(numbers(2)[1], owner_id="other"))
        await eventually(lambda: len(mail.letters) == 3)


async def test_replicas_do_not_split_a_letter(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    people = [owner(f"owner-{index}") for index in range(12)]
    burst = [
        dispatched(each, owner_id=f"owner-{index % 12}") for index, each in enumerate(numbers(600))
    ]
    await plan(tables, *people, *burst)
    given = settings(gather_seconds=60)
    async with delivering(given, tables), delivering(given, tables), delivering(given, tables):
        await eventually(lambda: all_delivered(tables))
    assert len(mail.letters) == 12
    assert {letter["subject"] for letter in mail.letters} == {
        "有 50 件任务派给您，请先签收，再办理"
    }


async def test_a_letter_that_is_tried_again_is_the_same_letter(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    mail.answers = ["451 busy", "451 busy"]
    await plan(tables, owner(), *(dispatched(each) for each in numbers(30)))
    async with delivering(settings(gather_seconds=60), tables):
        await eventually(lambda: all_delivered(tables))
    assert len(mail.letters) == 1
    assert len(await rows(tables, "SELECT 1 FROM attempts")) == 90
    (letter,) = await rows(tables, "SELECT DISTINCT letter_id FROM notices")
    assert mail.letters[0]["message-id"].startswith(f"<{letter.letter_id}@")


async def test_what_an_officer_asks_for_does_not_wait(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, owner(), dispatched(numbers(1)[0]))
    async with delivering(settings(gather_seconds=60), tables):
        await eventually(lambda: len(mail.letters) == 1)
        await plan(tables, *(dispatched(each) for each in numbers(3, 1)))
        await eventually(lambda: _all_later(tables, 3))
        async with tables.begin() as connection:
            asked = "UPDATE notices SET next_attempt_at = now(), asked_by = 'ye-zhiqiu'"
            await connection.execute(text(f"{asked} WHERE task_number = '{numbers(1, 1)[0]}'"))
        await eventually(lambda: len(mail.letters) == 2)
    assert await states(tables) == {"delivered": 2, "pending": 2}


async def test_what_came_in_the_night_is_one_letter_in_the_morning(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    clock = FixedClock(datetime(2026, 11, 23, 23, 0, tzinfo=CHINA))
    night = settings(gather_seconds=60, quiet_hours="21:00-08:00")
    async with delivering(night, tables, clock) as deliverer:
        await plan(tables, owner(), *(dispatched(each) for each in numbers(5)))
        await plan(tables, *(dispatched(each) for each in numbers(5, 5)))
        deliverer.wake()
        await let_others_be_told(tables, settings)
        assert mail.letters[1:] == []
        clock.advance(timedelta(hours=9, minutes=1))
        deliverer.wake()
        await eventually(lambda: all_delivered(tables))
    assert mail.letters[-1]["subject"] == "有 10 件任务派给您，请先签收，再办理"
    assert len(mail.letters) == 2


async def let_others_be_told(tables: AsyncEngine, settings: MakeSettings) -> None:
    """Time passes: somebody else, whose replica knows no night, is told and has been."""
    await plan(tables, owner("night-shift"), dispatched(numbers(1, 90)[0], owner_id="night-shift"))
    async with tables.begin() as connection:
        later = "UPDATE notices SET next_attempt_at = now() + interval '1 minute'"
        await connection.execute(text(f"{later} WHERE recipient_id <> 'night-shift'"))
    async with delivering(settings(gather_seconds=60), tables):
        query = "SELECT state FROM notices WHERE recipient_id = 'night-shift'"

        async def told() -> bool:
            return (await rows(tables, query)) == [("delivered",)]

        await eventually(told)
    async with tables.begin() as connection:
        now = "UPDATE notices SET next_attempt_at = now() WHERE state = 'pending'"
        await connection.execute(text(now))


async def _all_later(engine: AsyncEngine, count: int) -> bool:
    return await waiting(engine) == [True] * count
