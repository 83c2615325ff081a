"""What tasks did, exported and read with pm4py, fits the published model; what they could not do does not.

pm4py comes with `make test` (requirements/conformance.txt); no other test waits until it has loaded.
"""

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.process_log import log_reading
from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_rows import values_of
from services.ledger.adapters.trail_tables import TRAIL
from services.ledger.domain.chain import NO_ENTRY, digest
from shared.clock import FixedClock
from shared.database import transaction
from tests.ledger.complaints import number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.entrypoints.test_every_act import JUDGED, RETURNED, SENT, TASK, WORKED
from tests.ledger.process_log.walks import Walk, walks

WALKS = 60
SAID = {
    "title": "路灯不亮",
    "content": "张女士，电话 13800000000",
    "channel": "web_form",
    "nature": "complaint",
    "language": "zh",
}


@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore:Install the optional")
@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
async def test_what_happened_fits_the_published_model_and_what_cannot_happen_does_not(
    ledger: AsyncEngine,
    enter: Enter,
    sign_in: SignIn,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mining = pytest.importorskip("tests.ledger.process_log.mining", reason="make test brings pm4py")
    await enter(SENT)
    await the_long_way(sign_in)
    await kept(ledger, [each for each in walks(WALKS + 1) if each.task.number != number(1)])
    monkeypatch.setattr(log_reading, "PART", 50)  # cases go on from part to part
    clock.advance(timedelta(days=400))
    auditor = await sign_in("wu-gang")
    for name in ("process-log.xes", "process-log.csv", "process-model.pnml"):
        answer = await auditor.get(f"/api/v1/{name}")
        assert answer.status_code == 200
        (tmp_path / name).write_bytes(answer.content)
    mining.hold(tmp_path, WALKS + 1)


async def the_long_way(sign_in: SignIn) -> None:
    """By API, as officers do it."""
    for version, (who, name, given, _) in enumerate([*RETURNED, *WORKED, *JUDGED], 2):
        officer = await sign_in(who)
        answer = await officer.post(f"{TASK}/{name}", json={"expected_version": version, **given})
        assert answer.status_code == 200, (name, answer.text)


async def kept(ledger: AsyncEngine, ways: list[Walk]) -> None:
    """Tasks as they are at the end of their ways, with chained trails."""
    tasks, trail = [], []
    for way in ways:
        about = {
            name: getattr(way.task, name) for name in ("confidential", "has_contact", "wants_reply")
        }
        begun = {"received_at": way.trail[0].at, "registered_at": way.trail[0].at}
        key = {"task_number": way.task.number}
        tasks.append({**key, **SAID, **begun, **about, **values_of(way.task)})
        before = NO_ENTRY
        for entry in way.trail:
            before = digest(entry, before)
            trail.append({**asdict(entry), "digest": before})
    async with transaction(ledger) as connection:
        await connection.execute(insert(TASKS), tasks)
        await connection.execute(insert(TRAIL), trail)
