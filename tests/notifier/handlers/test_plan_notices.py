"""Who is told of what, whatever is delivered twice or in the wrong order."""

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.plans import answer_calls
from tests.notifier.eventually import rows
from tests.notifier.ledger_events import (
    closed,
    dispatched,
    dispatcher,
    head,
    owner,
    person,
    plan,
    received,
    reported,
    unit,
)

EVERYBODY = (unit(), owner(), head(), dispatcher())


async def told(engine: AsyncEngine) -> set[tuple[str, str]]:
    return {tuple(row) for row in await rows(engine, "SELECT recipient_id, reason FROM notices")}


async def waiting(engine: AsyncEngine) -> int:
    return int((await rows(engine, "SELECT count(*) FROM calls"))[0][0])


async def test_a_dispatched_task_is_told_to_its_owner_and_the_head_of_the_unit(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, dispatched())
    assert await told(tables) == {("lin-tingyu", "dispatched"), ("su-qinghe", "dispatched")}


async def test_a_task_without_an_owner_is_told_to_the_head_who_is_asked_to_name_one(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, dispatched(owner_id=None))
    assert await told(tables) == {("su-qinghe", "owner_needed")}


async def test_a_report_is_told_to_every_dispatcher(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, dispatcher("ye-two"), received(reported(), 4))
    assert await told(tables) == {("ye-zhiqiu", "reported"), ("ye-two", "reported")}


async def test_a_closed_task_is_told_to_the_owner_it_was_dispatched_to_and_the_head(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(closed(), 5))
    told_of_closing = {pair for pair in await told(tables) if pair[1] == "closed"}
    assert told_of_closing == {("lin-tingyu", "closed"), ("su-qinghe", "closed")}


async def test_a_head_who_owns_the_task_is_told_once_and_as_its_owner(tables: AsyncEngine) -> None:
    both = person("wen-ruyu", "温如玉", ("unit_head", "owner"))
    await plan(tables, both, dispatched(owner_id="wen-ruyu"))
    assert await rows(tables, "SELECT recipient_id, audience FROM notices") == [
        ("wen-ruyu", "owner")
    ]


async def test_the_same_event_published_twice_tells_nobody_twice(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(dispatched(), 2))
    await plan(tables, received(dispatched(), 2))
    assert len(await rows(tables, "SELECT 1 FROM notices")) == 2


async def test_a_task_that_is_dispatched_again_is_told_again(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(dispatched(), 2), received(dispatched(hop=2), 5))
    assert len(await rows(tables, "SELECT 1 FROM notices")) == 4


async def test_a_task_that_comes_before_its_owner_waits_for_the_owner(tables: AsyncEngine) -> None:
    await plan(tables, dispatched())
    assert await told(tables) == set()
    assert await waiting(tables) == 2
    await plan(tables, owner())
    assert await told(tables) == {("lin-tingyu", "dispatched")}
    await plan(tables, head())
    assert await told(tables) == {("lin-tingyu", "dispatched"), ("su-qinghe", "dispatched")}
    assert await waiting(tables) == 0


async def test_a_waiting_task_that_is_delivered_again_waits_once(tables: AsyncEngine) -> None:
    await plan(tables, received(dispatched(), 2), received(dispatched(), 2))
    await plan(tables, received(dispatched(), 2))
    assert await waiting(tables) == 2


async def test_a_task_closed_before_its_dispatch_was_heard_of_still_reaches_the_owner(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, received(closed(), 5))
    assert await told(tables) == {("su-qinghe", "closed")}
    await plan(tables, received(dispatched(), 2))
    await answer_calls(tables)
    assert ("lin-tingyu", "closed") in await told(tables)
    assert await waiting(tables) == 0


async def test_a_closed_task_that_never_had_an_owner_waits_for_none(tables: AsyncEngine) -> None:
    await plan(tables, *EVERYBODY, received(closed(), 5))
    assert await waiting(tables) == 1
    await plan(tables, received(dispatched(owner_id=None), 2), received(closed(), 5))
    await answer_calls(tables)
    assert await waiting(tables) == 0


async def test_a_task_closed_without_having_been_with_a_unit_is_told_to_nobody(
    tables: AsyncEngine,
) -> None:
    await plan(tables, *EVERYBODY, received(closed(unit_code=None), 2))
    assert await told(tables) == set()
    assert await waiting(tables) == 0


async def test_an_older_listing_does_not_replace_a_newer_one(tables: AsyncEngine) -> None:
    await plan(tables, received(owner(email="new@city.example"), 3))
    await plan(tables, received(owner(email="old@city.example"), 2))
    assert await rows(tables, "SELECT email FROM staff") == [("new@city.example",)]


async def test_the_latest_listing_within_a_batch_counts_whatever_its_place(
    tables: AsyncEngine,
) -> None:
    newer = received(owner(email="new@city.example"), 3)
    await plan(tables, newer, received(owner(email="old@city.example"), 2))
    assert await rows(tables, "SELECT email FROM staff") == [("new@city.example",)]


async def test_somebody_who_has_left_is_told_nothing_and_the_call_stays_visible(
    tables: AsyncEngine,
) -> None:
    await plan(tables, owner(active=False), head(), dispatched())
    assert await told(tables) == {("su-qinghe", "dispatched")}
    assert await rows(tables, "SELECT audience FROM calls") == [("owner",)]


async def test_the_owner_of_a_task_is_the_one_named_last_whatever_comes_first(
    tables: AsyncEngine,
) -> None:
    await plan(tables, received(dispatched(hop=2, owner_id="second"), 6))
    await plan(tables, received(dispatched(), 2))
    assert await rows(tables, "SELECT owner_id, dispatched_version FROM tasks") == [("second", 6)]


async def test_ten_thousand_calls_without_a_head_do_not_slow_the_planning_of_others(
    tables: AsyncEngine,
) -> None:
    numbers = [f"261123-{number:06}-00" for number in range(10_000)]
    homeless = [dispatched(number, owner_id=None, unit_code="no-head") for number in numbers]
    await plan(tables, *homeless)
    assert await waiting(tables) == 10_000
    await plan(tables, *EVERYBODY, dispatched("261123-999999-99"))
    locked = await rows(tables, "SELECT count(*) FROM calls WHERE xmax::text <> '0'")
    assert locked[0][0] == 0
    assert len(await told(tables)) == 2
