"""The timeline tells in words what the clock called for."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.domain.deadlines.rulebook import Rulebook, usual_rulebook
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.handlers.timers.test_fire_timers import at

TOLD = {
    "zh": (
        "快到期了，已提醒责任人",
        "今天到期，已提醒责任人",
        "已逾期，通知责任人和单位负责人",
        "逾期 1 个工作日，逐级上报，自动催办",
        "逾期 3 个工作日，逐级上报，自动督办",
        "来自计时器",
    ),
    "en": (
        "Due soon; the owner was reminded",
        "Due today; the owner was reminded",
        "Overdue; owner and head of the unit were told",
        "1 working day late; passed up and reminded",
        "3 working days late; passed up and supervised",
        "from the timer",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_reminders_lateness_and_escalation_are_on_the_task_page(
    ledger: AsyncEngine, enter: Enter, sign_in: SignIn, clock: FixedClock, lang: str
) -> None:
    await enter(complaint(1))

    async def present() -> Rulebook:
        return usual_rulebook()

    book = PostgresTimerBook(ledger, clock)
    await book.begun_at()
    fire = FireTimers(book, present, Thresholds(), clock)
    for moment in (
        "2026-11-27 09:00", "2026-11-30 09:00", "2026-11-30 17:31", "2026-12-01 09:00",
        "2026-12-03 09:00",
    ):  # fmt: skip
        at(clock, moment)
        await fire()
    officer = await sign_in("zhou-min")
    address = f"/desk/tasks/{number(1)}?lang={lang}"
    html = (await officer.get(address, headers={"accept": "text/html"})).text
    for words in TOLD[lang]:
        assert words in html
