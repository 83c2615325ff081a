"""The loop around the timers: it looks by itself, counts, wakes the relay, and outlives trouble."""

import asyncio
from collections import Counter

import pytest
from prometheus_client import REGISTRY
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.entrypoints.timers.timer_keeper import TimerKeeper
from services.ledger.handlers.timers.fire_timers import FireTimers
from services.ledger.settings import LedgerSettings
from shared.clock import FixedClock
from tests.ledger.complaints import complaint
from tests.ledger.conftest import Enter
from tests.ledger.handlers.timers.test_fire_timers import at, kinds


def counted(reason: str) -> float:
    name = "jiangxin_ledger_timers_fired_total"
    return REGISTRY.get_sample_value(name, {"reason": reason}) or 0


async def test_it_looks_by_itself_counts_and_wakes_the_relay(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1), complaint(2))
    at(clock, "2026-11-30 17:31")
    before, woken = counted("overdue"), asyncio.Event()
    async with TimerKeeper(fire, clock, woken.set, look_seconds=0.01):
        await asyncio.wait_for(woken.wait(), 20)
    assert counted("overdue") == before + 2
    assert await kinds(ledger) == ["overdue"] * 2
    looked = REGISTRY.get_sample_value("jiangxin_ledger_timers_looked_at_seconds")
    assert looked == clock.now().timestamp()


async def test_it_outlives_trouble(clock: FixedClock) -> None:
    woken, troubles = asyncio.Event(), [1, 2]

    class Troubled(FireTimers):
        def __init__(self) -> None:
            pass

        async def __call__(self) -> Counter[str]:
            if troubles:
                raise ConnectionError(troubles.pop())
            return Counter({"overdue": 1})

    async with TimerKeeper(Troubled(), clock, woken.set, look_seconds=0.01):
        await asyncio.wait_for(woken.wait(), 20)


def test_thresholds_come_from_the_settings(settings: LedgerSettings) -> None:
    assert settings.thresholds == Thresholds()
    with pytest.raises(ValidationError, match="each escalation comes later"):
        LedgerSettings.model_validate(
            settings.model_dump() | {"escalate_to_supervisor_working_days": 5}
        )
