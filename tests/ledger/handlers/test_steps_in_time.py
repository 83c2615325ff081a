"""Steps on the way that were not taken in time: told once each, from the dispatch to the bad rating."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.ledger_work import PostgresLedger
from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.domain.deadlines.rulebook import Rulebook, usual_rulebook
from services.ledger.domain.task import Actor, Outcome
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.domain.working_calendar import CHINA
from services.ledger.handlers.acting import Act
from services.ledger.handlers.call_back import call_back
from services.ledger.handlers.sign_task import sign_task
from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.handlers.timers.test_fire_timers import OWNER, at, told, verified
from tests.ledger.reading import rows

CENTRE = Actor("chen-jing", "hotline", frozenset({"dispatcher"}))


@pytest.fixture
def fire(ledger: AsyncEngine, clock: FixedClock) -> FireTimers:
    """The timers of the only replica."""

    async def present() -> Rulebook:
        return usual_rulebook()

    return FireTimers(PostgresTimerBook(ledger, clock), present, Thresholds(), clock)


async def test_who_does_not_sign_or_speak_with_the_person_in_time_hears_of_it_once(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1, urgency="urgent", has_contact=True), complaint(2))
    begun = clock.now()
    clock.advance(timedelta(minutes=21))
    assert await fire() == Counter({"uncontacted": 1})
    await sign_task(PostgresLedger(ledger, lambda: None), clock, Act(number(1), 3, OWNER, "desk"))
    at(clock, "2026-11-24 17:31")
    assert await fire() == Counter({"unsigned": 1})
    assert await fire() == Counter()
    facts = [
        (data["task_number"], data["step"], version) for _, data, version in await told(ledger)
    ]
    assert facts == [(number(1), "first_word", 3), (number(2), "sign", 3)]
    (first, _), *_ = [(data, version) for _, data, version in await told(ledger)]
    assert datetime.fromisoformat(first["step_due_at"]) == begun + timedelta(minutes=20)
    (task,) = await rows(ledger, "SELECT * FROM tasks WHERE task_number = :n", n=number(1))
    assert (task["sign_by"], task["contact_by"]) == (None, begun + timedelta(minutes=20))
    assert await verified(ledger) == 0


async def test_after_a_bad_rating_the_person_is_contacted_within_a_working_day_or_it_is_told(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(complaint(1, has_contact=True))
    async with ledger.begin() as connection:
        asked = "state = 'call_back', owner_id = 'feng-yan', sign_by = NULL, signed_at = now()"
        await connection.exec_driver_sql(f"UPDATE tasks SET {asked}")
    bad = Act(number(1), 2, CENTRE, "desk", note="没人联系我")
    work = PostgresLedger(ledger, lambda: None)
    task = await call_back(work, clock, bad, Outcome.DISSATISFIED_AT_FAULT, None)
    assert task.contact_by == datetime(2026, 11, 24, 17, 30, tzinfo=CHINA)
    at(clock, "2026-11-24 17:31")
    assert await fire() == Counter({"uncontacted": 1})
    assert [(kind, data["step"]) for kind, data, _ in await told(ledger)] == [
        ("step_late", "contact")
    ]
