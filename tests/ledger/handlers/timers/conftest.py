"""The timers as the service has them, and tasks that are due when a test wants them to be."""

from collections.abc import Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.domain.working_calendar import WorkingCalendar, official_calendar
from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import FixedClock

MakeTimers = Callable[[], FireTimers]


@pytest.fixture
def make_timers(ledger: AsyncEngine, clock: FixedClock) -> MakeTimers:
    """Makes the timers of one replica."""
    calendar = official_calendar()

    async def present_calendar() -> WorkingCalendar:
        return calendar

    book = PostgresTimerBook(ledger, clock)
    return lambda: FireTimers(book, present_calendar, Thresholds(), clock)


@pytest.fixture
def fire(make_timers: MakeTimers) -> FireTimers:
    """The timers of the only replica."""
    return make_timers()
