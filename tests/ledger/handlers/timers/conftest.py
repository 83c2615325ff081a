"""The timers as the service has them, and tasks that are due when a test wants them to be."""

from collections.abc import Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.domain.deadlines.rulebook import Rulebook, usual_rulebook
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import FixedClock
from shared.database import transaction
from shared.events.intake import ComplaintReceived
from tests.ledger.conftest import Enter

MakeTimers = Callable[[], FireTimers]


@pytest.fixture
async def make_timers(ledger: AsyncEngine, clock: FixedClock) -> MakeTimers:
    """Makes the timers of one replica; they have watched since the test began."""

    async def present() -> Rulebook:
        return usual_rulebook()

    book = PostgresTimerBook(ledger, clock)
    await book.begun_at()
    return lambda: FireTimers(book, present, Thresholds(), clock)


@pytest.fixture
def enter(enter: Enter, ledger: AsyncEngine) -> Enter:
    """Complaints whose tasks nobody has to sign for: these tests are about due dates."""

    async def entered(*complaints: ComplaintReceived) -> None:
        await enter(*complaints)
        async with transaction(ledger) as connection:
            await connection.exec_driver_sql("UPDATE tasks SET sign_by = NULL")

    return entered


@pytest.fixture
def fire(make_timers: MakeTimers) -> FireTimers:
    """The timers of the only replica."""
    return make_timers()
