"""Many wait, one call is made: nobody waits for a batch to fill, nobody pays for another's fault."""

import asyncio
from collections.abc import Sequence

import pytest

from services.intake.handlers.coalescing import Coalescing, Overloaded


class Away(Exception):
    """Nobody's fault."""


class Calls:
    """Doubles numbers, a batch at a time, when it is let."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.bad: set[int] = set()
        self.away = False

    async def __call__(self, items: Sequence[int]) -> list[int]:
        self.batches.append(list(items))
        await self.open.wait()
        if self.away:
            raise Away
        if self.bad & set(items):
            raise ValueError("one of them is bad")
        return [2 * item for item in items]


async def test_a_lone_item_goes_at_once() -> None:
    calls = Calls()
    assert await asyncio.wait_for(Coalescing(calls).submit(21), 1) == 42
    assert calls.batches == [[21]]


async def test_what_arrives_during_a_call_forms_the_next_one() -> None:
    calls = Calls()
    calls.open.clear()
    coalescing = Coalescing(calls)
    waiting = [asyncio.create_task(coalescing.submit(0))]
    await asyncio.sleep(0)
    waiting += [asyncio.create_task(coalescing.submit(item)) for item in range(1, 100)]
    await asyncio.sleep(0)
    calls.open.set()
    assert await asyncio.gather(*waiting) == [2 * item for item in range(100)]
    assert [len(batch) for batch in calls.batches] in ([1, 99], [100])


async def test_no_call_is_larger_than_the_limit() -> None:
    calls = Calls()
    coalescing = Coalescing(calls, limit=30)
    await asyncio.gather(*(coalescing.submit(item) for item in range(100)))
    assert [len(batch) for batch in calls.batches] == [30, 30, 30, 10]


async def test_only_the_culprits_fail() -> None:
    calls = Calls()
    calls.bad = {7, 64}
    coalescing = Coalescing(calls)
    answers = await asyncio.gather(
        *(coalescing.submit(item) for item in range(100)), return_exceptions=True
    )
    assert [item for item, each in enumerate(answers) if isinstance(each, ValueError)] == [7, 64]
    assert all(each == 2 * item for item, each in enumerate(answers) if item not in calls.bad)


async def test_what_is_nobody_s_fault_is_not_tried_in_halves() -> None:
    calls = Calls()
    calls.away = True
    coalescing = Coalescing(calls, indivisible=(Away,))
    answers = await asyncio.gather(
        *(coalescing.submit(item) for item in range(100)), return_exceptions=True
    )
    assert all(isinstance(each, Away) for each in answers)
    assert len(calls.batches) == 1


async def test_whoever_stops_waiting_loses_nothing() -> None:
    calls = Calls()
    calls.open.clear()
    coalescing = Coalescing(calls)
    leaving, staying = (asyncio.create_task(coalescing.submit(item)) for item in (1, 2))
    await asyncio.sleep(0)
    leaving.cancel()
    calls.open.set()
    assert await staying == 4
    assert calls.batches == [[1, 2]]
    assert leaving.cancelled()


async def test_it_goes_on_after_a_failure() -> None:
    calls = Calls()
    calls.bad = {1}
    coalescing = Coalescing(calls)
    with pytest.raises(ValueError, match="bad"):
        await coalescing.submit(1)
    assert await coalescing.submit(2) == 4


async def test_too_many_waiting_are_told_so() -> None:
    calls = Calls()
    calls.open.clear()
    coalescing = Coalescing(calls, most_waiting=5)
    waiting = [asyncio.create_task(coalescing.submit(item)) for item in range(5)]
    await asyncio.sleep(0)
    late = [asyncio.create_task(coalescing.submit(item)) for item in range(10)]
    calls.open.set()
    answers = await asyncio.gather(*late, return_exceptions=True)
    assert any(isinstance(each, Overloaded) for each in answers)
    assert await asyncio.gather(*waiting) == [0, 2, 4, 6, 8]


async def test_finishing_waits_for_what_is_in_flight() -> None:
    calls = Calls()
    calls.open.clear()
    coalescing = Coalescing(calls)
    task = asyncio.create_task(coalescing.submit(3))
    await asyncio.sleep(0)
    finishing = asyncio.create_task(coalescing.finish())
    await asyncio.sleep(0)
    assert not finishing.done()
    calls.open.set()
    await finishing
    assert task.done() or await task == 6
