"""2,816 real messages, imported twice with a kill -9 of each service: 2,816 tasks, 2,816 facts."""

import csv
from pathlib import Path

import pytest

from tests.journeys.town import Town, import_file

pytestmark = [pytest.mark.journey, pytest.mark.real_data, pytest.mark.timeout(240)]

DATA = Path(__file__).parents[3] / "shared" / "data" / "tipdm2020c"
FILE = DATA / "att4_messages_with_official_replies_2816.csv"


@pytest.mark.skipif(not FILE.exists(), reason="../shared/data is absent: no real messages here")
def test_every_real_message_becomes_one_task_and_one_fact(town: Town) -> None:
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        messages = sum(1 for _ in csv.DictReader(lines))
    assert messages == 2816
    before = town.verified()
    running = import_file(town, FILE)
    for name in ("intake", "ledger", "notifier", "metrics"):
        town.kill(name)
    out, _ = running.communicate(timeout=120)
    assert running.returncode == 0, out
    after = town.verified()
    assert after["tasks"] - before["tasks"] == after["facts"] - before["facts"] == 2816
    town.jiangxin("import", FILE)
    assert town.verified()["tasks"] == after["tasks"]
