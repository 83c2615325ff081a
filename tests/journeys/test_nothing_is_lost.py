"""Processes are killed and servers restarted while complaints come in; everything is there afterwards."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import httpx
import pytest

from tests.journeys.town import Town, import_file

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


@contextmanager
def submissions(town: Town) -> Iterator[list[str]]:
    """Complaints come in, two at a time, for as long as the block lasts; yields answered numbers."""
    url, stop, answered = f"{town.url('intake')}/api/v1/complaints", Event(), []

    def send(sender: int) -> None:
        with httpx.Client(timeout=5) as client:
            for count in range(100_000):
                if stop.is_set():
                    return
                body = {"title": f"第{count}件", "content": f"来自{sender}的第{count}件事。"}
                key = f"{town.base_port}-{id(stop)}-{sender}-{count}"
                while not stop.is_set():
                    try:
                        answer = client.post(url, json=body, headers={"Idempotency-Key": key})
                    except httpx.TransportError:
                        continue  # asked again with the same key: the promise under test
                    if answer.status_code in (200, 201):
                        answered.append(answer.json()["complaint_number"])
                        break

    with ThreadPoolExecutor(2) as senders:
        running = [senders.submit(send, sender) for sender in range(2)]
        try:
            yield answered
        finally:
            stop.set()
            for each in running:
                each.result()


@pytest.mark.parametrize("victim", ["intake", "ledger", "notifier", "metrics", "nats", "postgres"])
def test_kill_9_loses_nothing(town: Town, victim: str) -> None:
    with submissions(town) as answered:
        town.eventually(lambda: len(answered) > 20, "complaints come in")
        town.kill(victim)
        more = len(answered) + 20
        town.eventually(lambda: len(answered) > more, "complaints come in again")
    assert len(set(answered)) == len(answered)
    counts = town.verified()
    assert counts["receipts"] == counts["tasks"] == counts["facts"] >= len(answered)


def test_intake_accepts_while_everything_else_is_down(town: Town) -> None:
    """NATS is stopped for good here, not restarted by the supervisor: `--without` leaves it out."""
    town.down()
    others = ("nats", "ledger", "notifier", "metrics")
    town.up("--no-samples", *(part for name in others for part in ("--without", name)))
    answers = [town.submit(title=f"没有总线时的第{count}件") for count in range(5)]
    assert [answer.status_code for answer in answers] == [201] * 5
    town.down()
    town.up("--no-samples")
    town.verified()
    officer = town.officer("fang-jiming")
    for answer in answers:
        number = answer.json()["complaint_number"]
        assert officer.get(f"/api/v1/tasks/{number}").status_code == 200


ROWS = 1200


def test_an_import_survives_the_death_of_every_service(town: Town, tmp_path: Path) -> None:
    rows = [
        {"title": f"导入的第{count}件", "content": f"第{count}行说的事。"} for count in range(ROWS)
    ]
    file = tmp_path / "old.ndjson"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    before = town.verified()["tasks"]
    running = import_file(town, file)
    for name in ("intake", "ledger", "notifier", "metrics"):
        town.kill(name)
    out, _ = running.communicate(timeout=120)
    assert running.returncode == 0, out
    assert town.verified()["tasks"] == before + ROWS
    again = town.jiangxin("import", file)
    assert str(ROWS) in again.stdout.replace(",", "")
    assert town.verified()["tasks"] == before + ROWS
