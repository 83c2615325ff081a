"""What the terminal tells while `up` runs."""

import json

from local.storytelling import tell, tell_many

RECEIVED = ("intake.complaint.received.v1.unassigned", {
    "complaint_number": "20261123-0001", "title": "路灯 [bold]不亮", "channel": "web",
})  # fmt: skip


def test_a_complaint_is_told_with_its_number_and_title() -> None:
    line = tell(*RECEIVED)
    assert line is not None
    assert "20261123-0001" in line.zh
    assert "路灯" in line.zh
    assert "received" in line.en


def test_what_people_write_is_no_markup() -> None:
    line = tell(*RECEIVED)
    assert line is not None
    assert "\\[bold]" in line.zh


def test_a_confidential_complaint_keeps_its_title_to_itself() -> None:
    subject, facts = RECEIVED
    line = tell(subject, {**facts, "confidential": True})
    assert line is not None
    assert "路灯" not in line.zh + line.en
    assert "要求保密" in line.zh
    assert "confidential" in line.en


def test_the_directory_is_not_news() -> None:
    assert tell("ledger.unit.listed.v1.health", {"unit_code": "health"}) is None


def test_a_flood_is_counted() -> None:
    event = (RECEIVED[0], json.dumps(RECEIVED[1]).encode())
    assert len(tell_many([event] * 3)) == 3
    lines = tell_many([event] * 300)
    assert len(lines) == 1
    assert "收到 300 件" in lines[0].zh
    assert "300 received" in lines[0].en


def test_facts_that_are_missing_are_no_error() -> None:
    for subject in ("ledger.task.dispatched.v1.x", "notifier.notice.failed.v1.x", "parked.ledger"):
        assert tell(subject, {}) is not None
