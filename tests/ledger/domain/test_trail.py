"""The trail: what an act changed, as JSON keeps it, and back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from services.ledger.domain.task import (
    Action,
    DeclineReason,
    Measure,
    RootCause,
    State,
    Supervision,
    Task,
    ask_return,
)
from services.ledger.domain.trail import Doing, TrailEntry, changes, entry, fold
from tests.ledger.domain.people import (
    CLOSED,
    HANDLING,
    NEW,
    NOW,
    OWNER,
    SENT,
    SIGNED,
    asked_back,
    later,
)

DOING = Doing("zhang-wei", "desk", NOW)


def test_only_what_changed_is_in_the_entry_and_what_was_said_with_it() -> None:
    told = entry(Action.CONTACT, SIGNED, HANDLING, DOING, {"note": "约好明天上门", "keyword": None})
    assert told.before == {"state": "signed", "contacts": []}
    assert told.after["note"] == "约好明天上门"
    assert "keyword" not in told.after
    assert told.sequence == HANDLING.version


def test_what_was_said_never_overwrites_what_was_changed() -> None:
    told = entry(Action.CONTACT, SIGNED, HANDLING, DOING, {"state": "heaven"})
    assert told.after["state"] == "handling"


def test_entries_survive_json_and_rebuild_the_task() -> None:
    asked = ask_return(SENT, OWNER, asked_back(), later(days=1))
    rich = replace(
        asked,
        root_cause=RootCause.PROCESS,
        supervision=Supervision.LISTED,
        decline_reason=DeclineReason.NO_NEW_FACTS,
        measures=(Measure("巡检", later(days=1)),),
        contacts=HANDLING.contacts,
        satisfied=False,
    )
    kept = json.loads(json.dumps(entry(Action.CONTACT, NEW, rich, DOING).after))
    assert fold(NEW, [stored(rich.version, kept)]) == rich


def test_a_measure_that_an_earlier_release_wrote_down_is_still_read() -> None:
    told = fold(NEW, [stored(4, {"state": "reported", "measures": ["换了灯泡"]})])
    assert (told.state, told.measures) == (State.REPORTED, (Measure("换了灯泡"),))


def test_moments_are_written_in_utc() -> None:
    _, became = changes(SENT, replace(SENT, signed_at=datetime(2026, 11, 23, 2, tzinfo=UTC)))
    assert became == {"signed_at": "2026-11-23T02:00:00+00:00"}


def stored(sequence: int, after: dict[str, object]) -> TrailEntry:
    task: Task = CLOSED
    return TrailEntry(task.number, sequence, NOW, "x", None, "desk", Action.REPORT, {}, after)
