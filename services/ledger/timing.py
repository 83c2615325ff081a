"""Puts the timers together: part of the composition root."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.entrypoints.timers.timer_keeper import TimerKeeper
from services.ledger.handlers.deadlines.ports import Rulebooks
from services.ledger.handlers.timers.fire_timers import FireTimers
from services.ledger.settings import LedgerSettings
from shared.clock import Clock


def make_timers(
    settings: LedgerSettings,
    engine: AsyncEngine,
    rulebooks: Rulebooks,
    wake: Callable[[], None],
    clock: Clock,
) -> TimerKeeper:
    """The loop that fires; `wake` is told when events were committed."""

    async def present_calendar() -> WorkingCalendar:
        return (await rulebooks.current()).calendar

    book = PostgresTimerBook(engine, clock)
    fire = FireTimers(book, present_calendar, settings.thresholds, clock)
    return TimerKeeper(fire, clock, wake, settings.timer_look_seconds)
