"""kill -9 of a real process between claim and commit: the next look fires what it had in hand, once."""

import asyncio
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.handlers.timers.fire_timers import FireTimers
from shared.clock import FixedClock
from tests.ledger.complaints import complaint
from tests.ledger.conftest import Enter
from tests.ledger.handlers.timers.test_fire_timers import at, kinds, verified
from tests.ledger.reading import count

ROOT = Path(__file__).parents[4]
CLAIMING = """
import asyncio, sys
from datetime import datetime
from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.domain.timers.ladder import ladder
from services.ledger.domain.working_calendar import official_calendar
from shared.clock import FixedClock
from shared.database import make_engine

async def main(url, now):
    clock = FixedClock(datetime.fromisoformat(now))
    async with PostgresTimerBook(make_engine(url), clock).work() as work:
        claimed = await work.claim(ladder(clock.now(), official_calendar(), Thresholds()), 200)
        print(len(claimed), flush=True)
        await asyncio.Event().wait()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_what_a_killed_replica_had_in_hand_is_fired_by_the_next_look(
    ledger: AsyncEngine, enter: Enter, clock: FixedClock, fire: FireTimers
) -> None:
    await enter(*(complaint(index) for index in range(120)))
    at(clock, "2026-11-30 17:31")
    url = ledger.url.render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CLAIMING, url, clock.now().isoformat()),
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == b"120\n"
    assert await fire() == Counter()
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    async with asyncio.timeout(30):
        while not (fired := await fire()):
            await asyncio.sleep(0.02)  # until the server has noticed that the connection is gone
    assert fired == Counter({"overdue": 120})
    assert await kinds(ledger) == ["overdue"] * 120
    assert await count(ledger, "timer_firings") == 120
    assert await verified(ledger) == 0
